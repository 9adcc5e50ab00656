import { constants, type Stats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { codeOf } from '../system-error.ts';
import { followLinks, isDescriptor } from './follow-links.ts';
import { UnfitFileError } from './unfit-file-error.ts';

/** What was found at a path. */
export type SmallFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly bytes: number };

/**
 * Reads a file that other users may write too: never more than the limit, however large it is, and
 * only a regular file, because reading a pipe would wait.
 *
 * @throws {UnfitFileError} for a device or a pipe, or a link of another user.
 * @throws {Error} with the system's `code`.
 */
export async function readSmallFile(path: string, mostBytes: number): Promise<SmallFile> {
  try {
    const real = await followLinks(path);
    // Checked before it is opened, because merely opening some devices has an effect.
    if (isDescriptor(real)) throw notAFile('something that a process has open');
    checkKind(await lstat(real));
    const file = await open(
      real,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY,
    );
    try {
      // By now it may be a different file.
      const found = await file.stat();
      checkKind(found);
      if (found.isFile() && found.size > mostBytes) return { kind: 'too-large', bytes: found.size };
      const bytes = Buffer.alloc(mostBytes + 1);
      let length = 0;
      for (let more = -1; more !== 0 && length < bytes.length; length += more) {
        more = (await file.read(bytes, length, bytes.length - length)).bytesRead;
      }
      if (length > mostBytes) return { kind: 'too-large', bytes: length };
      return { kind: 'text', text: bytes.toString('utf8', 0, length) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'missing' };
    throw error;
  }
}

/** A folder is allowed here, so that it fails with the error of the system. */
function checkKind(found: Stats): void {
  if (found.isFIFO()) throw notAFile('a pipe');
  if (found.isSocket()) throw notAFile('a socket');
  if (found.isCharacterDevice() || found.isBlockDevice()) throw notAFile('a device');
}

function notAFile(what: string): UnfitFileError {
  return new UnfitFileError(`it is ${what} and not a file`, 'remove it, or set another path');
}
