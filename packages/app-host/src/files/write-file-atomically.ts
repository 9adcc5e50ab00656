import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FileError } from './file-error.ts';
import { codeOf } from './message-of-code.ts';
import { setMode } from './set-mode.ts';
import { temporaryPath } from './temporary-path.ts';
import { writeInPlace } from './write-in-place.ts';
import { writeTarget } from './write-target.ts';

/** Options of {@linkcode writeFileAtomically}. */
export interface WriteOptions {
  /** Permission bits, applied whatever the umask. */
  readonly mode: number;
  /** Told when the file is written in place instead of replaced, or has another mode. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** Codes that a file system gives for `rename` over a file that is a mount of its own. */
const NOT_REPLACEABLE = new Set(['EBUSY', 'EXDEV', 'EPERM']);
/** Codes for a folder in which nothing new can be made, though the file in it may be writable. */
const CLOSED_FOLDER = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Replaces a file so that a reader sees the old or the new text, never a part, not even after a
 * power cut. A missing folder is made; a symbolic link is followed. A single file mounted into a
 * container cannot be replaced: it is written in place, with a warning.
 *
 * @throws {FileError} saying what to do.
 */
export async function writeFileAtomically(
  path: string,
  text: string,
  { mode, warn }: WriteOptions,
): Promise<void> {
  try {
    const target = await writeTarget(path);
    if (target.kind === 'special') {
      await writeInPlace(target.path, text);
      return;
    }
    if (target.kind === 'missing') await mkdir(dirname(target.path), { recursive: true });
    const refused = await replace(target.path, text, { mode, warn });
    if (refused === undefined) return;
    if (target.kind === 'missing') throw refused;
    const otherMode = await writeInPlace(target.path, text, mode);
    if (otherMode !== undefined) warn?.(`${path} ${otherMode}`);
    warn?.(
      `${path} cannot be replaced (${codeOf(refused)}) and is written in place: a reader may see half of it; mount its folder instead of the file`,
    );
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('write', path, error);
  }
}

/** Resolves to the error when the file can only be written in place. */
async function replace(path: string, text: string, options: WriteOptions): Promise<unknown> {
  const { mode, warn } = options;
  const temporary = temporaryPath(path);
  let file: FileHandle;
  try {
    // What the umask leaves of it is the mode where chmod is refused.
    file = await open(temporary, 'wx', mode);
  } catch (error) {
    if (CLOSED_FOLDER.has(codeOf(error) ?? '')) return error;
    throw error;
  }
  try {
    try {
      await file.writeFile(text);
      const otherMode = await setMode(file, mode);
      if (otherMode !== undefined) warn?.(`${path} ${otherMode}`);
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

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } catch {
    // Not every file system can, and an unreadable folder cannot be opened. The file is in place.
  } finally {
    await folder?.close();
  }
}
