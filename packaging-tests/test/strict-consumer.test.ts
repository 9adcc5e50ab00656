import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshFolder, freshFolder } from '../src/fresh-folder.ts';
import { entries, PUBLISHED, repository } from '../src/published.ts';
import { readmeExample } from '../src/readme-example.ts';

const OPTIONS = {
  target: 'ES2023',
  // Without DOM: the web types that the packages use come from @types/node.
  lib: ['ES2023'],
  types: ['node'],
  module: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};
let folder: FreshFolder;

beforeAll(() => {
  folder = freshFolder(['@types/node']);
  folder.write('tsconfig.json', JSON.stringify({ compilerOptions: OPTIONS, include: ['*.ts'] }));
  const imports = entries().map((name, index) => `import * as entry${index} from '${name}';`);
  const used = entries().map((_, index) => `entry${index}`);
  folder.write('entries.ts', `${imports.join('\n')}\nexport default [${used.join(', ')}];\n`);
  for (const name of PUBLISHED) folder.write(`${name}.ts`, readmeExample(name, {}));
});
afterAll(() => folder[Symbol.dispose]());

const COMPILERS = ['typescript', 'typescript-5.7'];

test.each(COMPILERS)('a strict project without DOM compiles against every entry (%s)', (name) => {
  const compiler = join(repository, 'node_modules', name, 'lib', 'tsc.js');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder.path], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
