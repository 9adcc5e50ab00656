import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError } from './file-error.ts';
import { makeFolder } from './make-folder.ts';
import { codeOf } from './message-of-code.ts';
import { temporaryPath } from './temporary-path.ts';
import { writeInPlace } from './write-in-place.ts';
import { writeTarget } from './write-target.ts';

/** Options of {@linkcode writeFileAtomically}. */
export interface WriteOptions {
  /** Permission bits, applied whatever the umask. */
  readonly mode: number;
  /**
   * Others must not read it: it is written to no device or pipe and into no file of another user, for
   * somebody may have put them there. @default {false}
   */
  readonly isPrivate?: boolean | undefined;
  /** Told when the file cannot be replaced and is written in place instead. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** Codes that a file system gives for `rename` over a file that is a mount of its own. */
const NOT_REPLACEABLE = new Set(['EBUSY', 'EXDEV', 'EPERM']);
/** Codes for a folder in which nothing new can be made, though the file in it may be writable. */
const CLOSED_FOLDER = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Replaces a file so that a reader sees the old or the new text, never a part, not even after a
 * power cut. A missing folder is made; a symbolic link is followed if it is root's or our own. A single file mounted into a
 * container cannot be replaced: it is written in place, with a warning.
 *
 * @throws {FileError} saying what to do.
 */
export async function writeFileAtomically(
  path: string,
  text: string,
  { mode, isPrivate = false, warn }: WriteOptions,
): Promise<void> {
  try {
    const target = await writeTarget(path);
    if (target.kind === 'special') return await writeInPlace(target.path, text, { isPrivate });
    if (target.kind === 'missing') await makeFolder(dirname(target.path));
    const refused = await replace(target.path, text, mode);
    if (refused === undefined) return;
    if (target.kind === 'missing') throw refused;
    await writeInPlace(target.path, text, { isPrivate });
    warn?.(
      `${path} cannot be replaced (${codeOf(refused)}) and is written in place: a reader may see half of it; mount its folder instead of the file`,
    );
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('write', path, error);
  }
}

/** Resolves to the error when the file can only be written in place. */
async function replace(path: string, text: string, mode: number): Promise<unknown> {
  const temporary = temporaryPath(path);
  let file: FileHandle;
  try {
    file = await open(temporary, 'wx', 0o600);
  } catch (error) {
    if (CLOSED_FOLDER.has(codeOf(error) ?? '')) return error;
    throw error;
  }
  try {
    try {
      await file.writeFile(text);
      await setMode(file, mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (NOT_REPLACEABLE.has(codeOf(error) ?? '')) return error;
    throw error;
  }
  await syncFolder(dirname(path));
  return undefined;
}

async function setMode(file: FileHandle, mode: number): Promise<void> {
  try {
    await file.chmod(mode);
  } catch (error) {
    // Some network and FAT file systems have no modes; the file is worth more than its mode.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    await folder.sync();
  } catch {
    // Not every file system can, and an unreadable folder cannot be opened. The file is in place.
  } finally {
    await folder?.close();
  }
}
