import { realpath, stat } from 'node:fs/promises';
import { codeOf } from './message-of-code.ts';

/** Where a write really goes. */
export interface WriteTarget {
  /** Symbolic links are resolved, so that a link is kept and what it leads to is replaced. */
  readonly path: string;
  /** `special` is a device or a pipe: replacing `/dev/null` by a file would be a disaster. */
  readonly kind: 'missing' | 'file' | 'special';
}

/** Finds out what is at the path now. */
export async function writeTarget(path: string): Promise<WriteTarget> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    // A folder is left to fail as a file would: with EISDIR from the rename.
    return { path: real, kind: found.isFile() || found.isDirectory() ? 'file' : 'special' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path, kind: 'missing' };
    throw error;
  }
}
