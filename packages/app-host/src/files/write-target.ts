import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
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
    // Before the links are resolved: `/dev/stdout` leads to a pipe that has no path.
    const found = await stat(path);
    // A folder is left to fail as a file would: with EISDIR from the rename.
    if (!found.isFile() && !found.isDirectory()) return { path, kind: 'special' };
    return { path: await realpath(path), kind: 'file' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path: await endOfLinks(path), kind: 'missing' };
    throw error;
  }
}

/** The path that the links lead to, where nothing is yet. */
async function endOfLinks(path: string): Promise<string> {
  try {
    return await endOfLinks(resolve(await realpath(dirname(path)), await readlink(path)));
  } catch {
    // No link, or no folder yet.
    return path;
  }
}
