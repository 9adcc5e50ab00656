import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Overwrites what is at the path. The old text is cut off last, to keep the torn moment short. */
export async function writeInPlace(path: string, text: string): Promise<void> {
  // O_NONBLOCK: opening a pipe that nobody reads must fail, not wait.
  const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.from(text);
    await file.writeFile(bytes);
    if (!(await file.stat()).isFile()) return;
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}
