import { constants } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Advised } from '../errors/advised.ts';
import { codeOf } from '../system-error.ts';
import { FileError } from './file-error.ts';
import { makeFolder } from './make-folder.ts';
import { setMode } from './set-mode.ts';
import { temporaryPath } from './temporary-path.ts';
import { writeInPlace } from './write-in-place.ts';
import { writeTarget } from './write-target.ts';

/** Options of {@linkcode writeFileAtomically}. */
export interface WriteOptions {
  /** Permission bits, applied regardless of the umask. */
  readonly mode: number;
  /**
   * Whether other users must not read it: it is never written to a device, a pipe or a file of another
   * user, which an attacker may have put there. @default {false}
   */
  readonly isPrivate?: boolean | undefined;
  /** Receives a warning if the file is written in place instead of replaced, or has another mode. */
  readonly warn?: ((warning: Advised) => void) | undefined;
}

/** Codes of a `rename` over a file that is itself a mount. */
const NOT_REPLACEABLE = new Set(['EBUSY', 'EXDEV', 'EPERM']);
/** Codes for a folder in which no file can be created, though the file in it may be writable. */
const CLOSED_FOLDER = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Replaces a file so that a reader sees either the old or the new text, never a part, even after a
 * power cut. A missing folder is created; a symbolic link is followed if root or our own user owns it.
 * A single file mounted into a container cannot be replaced: it is written in place, with a warning.
 *
 * @throws {FileError} that says what to do.
 */
export async function writeFileAtomically(
  path: string,
  text: string,
  { mode, isPrivate = false, warn = () => {} }: WriteOptions,
): Promise<void> {
  const warnOfMode = (found: Advised | undefined) => {
    if (found !== undefined) warn({ ...found, problem: `${path} ${found.problem}` });
  };
  try {
    const target = await writeTarget(path);
    if (target.kind === 'special') {
      await writeInPlace(target.path, text, { isPrivate, mode });
      return;
    }
    if (target.kind === 'missing') await makeFolder(dirname(target.path));
    const replaced = await replace(target.path, text, mode);
    if ('otherMode' in replaced) return warnOfMode(replaced.otherMode);
    const { refused } = replaced;
    if (target.kind === 'missing') throw refused;
    warnOfMode(await writeInPlace(target.path, text, { isPrivate, mode }));
    warn({
      problem: `${path} cannot be replaced (${codeOf(refused)}) and is written in place: a reader may see half of it`,
      advice: 'mount its folder instead of the file',
    });
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('write', path, error);
  }
}

/** `refused` says why the file can only be written in place. */
type Replaced = { readonly otherMode: Advised | undefined } | { readonly refused: unknown };

async function replace(path: string, text: string, mode: number): Promise<Replaced> {
  const temporary = temporaryPath(path);
  let file: FileHandle;
  try {
    // If chmod is refused, the mode is what the umask leaves of this one.
    file = await open(temporary, 'wx', mode);
  } catch (error) {
    if (CLOSED_FOLDER.has(codeOf(error) ?? '')) return { refused: error };
    throw error;
  }
  let otherMode: Advised | undefined;
  try {
    try {
      await file.writeFile(text);
      otherMode = await setMode(file, mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (NOT_REPLACEABLE.has(codeOf(error) ?? '')) return { refused: error };
    throw error;
  }
  await syncFolder(dirname(path));
  return { otherMode };
}

async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    await folder.sync();
  } catch {
    // Some file systems cannot, and an unreadable folder cannot be opened. The file is in place.
  } finally {
    await folder?.close();
  }
}
