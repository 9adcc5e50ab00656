import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { repository } from './published.ts';

/** A project of a user. */
export interface FreshFolder extends Disposable {
  readonly path: string;
  /** Writes a file of the project. */
  write(name: string, text: string): string;
}

/**
 * Makes a folder that holds only the packed packages and the dependencies that they declare.
 *
 * @param also More packages to copy from the repository, e.g. `@types/node`.
 * @param without A dependency to leave out.
 */
export function freshFolder(also: readonly string[] = [], without?: string): FreshFolder {
  const path = mkdtempSync(join(tmpdir(), 'portkeep-user-'));
  const modules = join(path, 'node_modules');
  const unpacked = inject('tarballs').map((tarball) => {
    const name = basename(tarball).replace(/^portkeep-(.*)-\d.*$/, '$1');
    const folder = join(modules, '@portkeep', name);
    mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    return folder;
  });
  const wanted = [...unpacked.flatMap(dependenciesOf), ...also];
  for (const name of wanted) {
    const target = join(modules, name);
    if (name === without || existsSync(target)) continue;
    const source = join(repository, 'node_modules', name);
    cpSync(source, target, { recursive: true, dereference: true });
    wanted.push(...dependenciesOf(source));
  }
  const write = (name: string, text: string): string => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  write('package.json', '{ "type": "module" }\n');
  return { path, write, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

function dependenciesOf(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys(dependencies);
}
