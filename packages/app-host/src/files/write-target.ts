import { lstat } from 'node:fs/promises';
import { codeOf } from '../system-error.ts';
import { followLinks, isDescriptor } from './follow-links.ts';

/** Where a write really goes. */
export interface WriteTarget {
  /** Symbolic links are resolved, so that a link is kept and its target is replaced. */
  readonly path: string;
  /** `special` is a device or a pipe: replacing `/dev/null` with a file would be a disaster. */
  readonly kind: 'missing' | 'file' | 'special';
}

/**
 * Finds out what is currently at the path.
 *
 * @throws {UnfitFileError} for a link of another user.
 */
export async function writeTarget(path: string): Promise<WriteTarget> {
  const real = await followLinks(path);
  // Even if it is a file: standard output that is redirected to a file must not be replaced.
  if (isDescriptor(real)) return { path: real, kind: 'special' };
  try {
    const found = await lstat(real);
    // A folder is treated like a file, so that the rename fails with EISDIR.
    const plain = found.isFile() || found.isDirectory() || found.isSymbolicLink();
    return { path: real, kind: plain ? 'file' : 'special' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path: real, kind: 'missing' };
    throw error;
  }
}
