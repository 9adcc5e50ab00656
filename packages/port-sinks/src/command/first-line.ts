import { closeSync, constants, openSync, readSync } from 'node:fs';

/** The number of bytes that the kernel reads. */
const LONGEST = 256;

/** The first line of a file without its newline; `undefined` for a file that cannot be read. */
export function firstLine(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    // A pipe must not make the app wait.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const bytes = Buffer.alloc(LONGEST);
    const length = readSync(descriptor, bytes, 0, bytes.length, null);
    return bytes.toString('utf8', 0, length).split('\n', 1)[0];
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
