import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isDescriptor } from './follow-links.ts';

// O_NONBLOCK: opening a pipe that nobody reads must fail, not wait.
const FLAGS = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Overwrites what is at the path, which has to be free of symbolic links. The old text is cut off
 * last, to keep the torn moment short.
 */
export async function writeInPlace(path: string, text: string): Promise<void> {
  const descriptor = isDescriptor(path);
  const file = await open(path, FLAGS | (descriptor ? constants.O_APPEND : constants.O_NOFOLLOW));
  try {
    const bytes = Buffer.from(text);
    await file.writeFile(bytes);
    if (descriptor || !(await file.stat()).isFile()) return;
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}
