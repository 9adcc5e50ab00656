import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@portkeep/testing';
import { build } from 'tsup';
import { expect, test } from 'vitest';

test('a bundled app that serves and sends HTTP loads no undici', async () => {
  const outDir = temporaryFolder();
  await build({
    entry: [fileURLToPath(new URL('./example-app.ts', import.meta.url))],
    outDir,
    format: 'cjs',
    outExtension: () => ({ js: '.cjs' }),
    platform: 'node',
    target: 'node22',
    noExternal: [/.*/],
    config: false,
    silent: true,
  });
  const bundle = join(outDir, 'example-app.cjs');
  const output = execFileSync(process.execPath, [bundle], {
    env: { BEHAVIOUR: 'talk', PIA_PASS: 'x' },
    encoding: 'utf8',
  });
  expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toEqual({ status: 200, modules: [] });
  // Undici takes 15 MiB at run time; code that is bundled by accident shows in the size.
  expect(statSync(bundle).size).toBeLessThan(91_500);
}, 60_000);
