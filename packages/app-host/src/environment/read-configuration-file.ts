import { closeSync, constants, openSync, readSync } from 'node:fs';
import { codeOf } from '../system-error.ts';

/** Five times the size of all certificate authorities of a system. */
const MOST_BYTES = 1_048_576;
const PIPE_WAIT_MS = 5_000;
const PIPE_LOOK_MS = 10;

/**
 * The text of a small file that the configuration names. It may be a pipe, like `<(pass show pia)` in a
 * shell, which has to be filled within five seconds; a pipe without a writer counts as empty.
 *
 * @param mostBytes A larger file is an error and is not read.
 * @throws {Error} with the system's `code`, or without one when the file is too large.
 */
export function readConfigurationFile(path: string, mostBytes: number = MOST_BYTES): string {
  // O_NONBLOCK: opening a pipe would otherwise wait for a writer, and block the whole app.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const until = performance.now() + PIPE_WAIT_MS;
    const chunks: Buffer[] = [];
    let length = 0;
    for (let more = 1; more > 0 && length <= mostBytes; length += more) {
      const chunk = readMore(file, until);
      chunks.push(chunk);
      more = chunk.length;
    }
    if (length > mostBytes) throw new Error(`it has more than ${mostBytes} bytes`);
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** The next bytes; empty at the end of the file. */
function readMore(file: number, until: number): Buffer {
  const bytes = Buffer.alloc(65_536);
  for (;;) {
    try {
      return bytes.subarray(0, readSync(file, bytes));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN' || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_LOOK_MS);
    }
  }
}
