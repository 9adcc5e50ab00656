import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** No password or token is longer; a log file named by mistake must not fill the memory. */
const MOST_BYTES = 65_536;

/** A secret without what files and editors add: BOM, CR and LF at its ends are not part of it. */
export function secretText(given: string): string {
  return given.replace(/^[\uFEFF\r\n]+|[\uFEFF\r\n]+$/g, '');
}

/** Why a text cannot be a secret, as it continues "it" or the variable's name. */
export function secretProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.includes('\uFFFD')) return 'is not UTF-8; save it as UTF-8';
  if (/\p{Cc}/u.test(text.trim()))
    return 'has a control character or several lines; write it again';
  return text.trim() === '' ? 'holds nothing but blanks' : undefined;
}

/**
 * Reads a secret from a file.
 *
 * @throws {Error} with a Node-style `code` when the file cannot be read, and without one, its
 * message saying why, when what it holds cannot be a secret.
 */
export function readSecretFile(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES} bytes`);
  // UTF-16, as some editors save it, has a zero in nearly every character.
  if (bytes.includes(0) || !isUtf8(bytes)) throw new Error('it is not UTF-8; save it as UTF-8');
  const text = secretText(bytes.toString('utf8'));
  const problem = secretProblem(text);
  if (problem !== undefined) throw new Error(`it ${problem}`);
  return text;
}

function readBytes(file: string): Buffer {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    let count = -1;
    while (count !== 0 && length < bytes.length) {
      count = readSync(descriptor, bytes, length, bytes.length - length, null);
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
