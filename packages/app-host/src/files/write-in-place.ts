import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Advised } from '../errors/advised.ts';
import { isDescriptor } from './follow-links.ts';
import { otherMode } from './set-mode.ts';
import { UnfitFileError } from './unfit-file-error.ts';

// O_NONBLOCK: opening a pipe without a reader must fail instead of waiting.
const FLAGS = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Options of {@linkcode writeInPlace}. */
export interface InPlaceOptions {
  /** Whether other users must not read it: see `WriteOptions`. */
  readonly isPrivate: boolean;
  /** The mode that a file should have. */
  readonly mode: number;
}

/**
 * Overwrites what is at the path, which must not contain symbolic links. The rest of the old text is cut
 * off last, so that the file is torn only briefly. The mode stays the same: it was chosen when the file
 * was mounted.
 *
 * @returns What is wrong, as text to follow the file's name, if a file has another mode.
 * @throws {UnfitFileError} for a private text where other users could read it.
 */
export async function writeInPlace(
  path: string,
  text: string,
  { isPrivate, mode }: InPlaceOptions,
): Promise<Advised | undefined> {
  const descriptor = isDescriptor(path);
  const file = await open(path, FLAGS | (descriptor ? constants.O_APPEND : constants.O_NOFOLLOW));
  try {
    const found = await file.stat();
    if (isPrivate) checkPrivate(found);
    const bytes = Buffer.from(text);
    await file.writeFile(bytes);
    if (descriptor || !found.isFile()) return undefined;
    await file.truncate(bytes.length);
    await file.sync();
    return await otherMode(file, mode);
  } finally {
    await file.close();
  }
}

function checkPrivate(found: Stats): void {
  if (!found.isFile()) {
    throw new UnfitFileError('it is a device or a pipe and not a file', 'set another path');
  }
  const user = process.getuid?.();
  if (![0, user].includes(found.uid)) {
    throw new UnfitFileError(
      `it belongs to user ${found.uid}, who could read what is private`,
      `give it to user ${user}, or set another path`,
    );
  }
}
