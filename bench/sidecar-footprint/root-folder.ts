import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tool } from './tool.ts';

const FOLDERS = ['config', 'dev', 'proc', 'sys/fs/cgroup', 'tmp'];

/** Makes a root with these files (path there → path here), and the libraries of the programs. */
export function createRootFolder(root: string, files: Readonly<Record<string, string>>): void {
  for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
  for (const [target, source] of Object.entries(files)) {
    copy(source, join(root, target));
    for (const library of librariesOf(source)) {
      if (!existsSync(join(root, library))) copy(library, join(root, library));
    }
  }
}

function copy(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
}

function librariesOf(file: string): string[] {
  try {
    return [...tool('ldd', file).matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path ?? '');
  } catch {
    // A script, or a statically linked program.
    return [];
  }
}
