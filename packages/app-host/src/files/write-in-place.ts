import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { otherMode } from './set-mode.ts';

/**
 * Overwrites what is at the path. The old text is cut off last, to keep the torn moment short. The
 * mode is left as it is: whoever mounts a single file has chosen it.
 *
 * @returns A warning, without the file's name, when a mode is wanted and the file has another one.
 */
export async function writeInPlace(
  path: string,
  text: string,
  mode?: number,
): Promise<string | undefined> {
  // O_NONBLOCK: opening a pipe that nobody reads must fail, not wait.
  const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.from(text);
    await file.writeFile(bytes);
    if (!(await file.stat()).isFile()) return undefined;
    await file.truncate(bytes.length);
    await file.sync();
    return mode === undefined ? undefined : await otherMode(file, mode);
  } finally {
    await file.close();
  }
}
