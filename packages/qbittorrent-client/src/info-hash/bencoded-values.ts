import { noTorrent } from './no-torrent.ts';

/** Bytes of memory that no other thread has. */
export type Bytes = Uint8Array<ArrayBuffer>;

const COLON = 0x3a;
const DICTIONARY = 0x64;
const END = 0x65;
const INTEGER = 0x69;
const LIST = 0x6c;
const ZERO = 0x30;

/**
 * Picks values from a bencoded dictionary. Reads it to its end in one pass; nested values take neither
 * stack nor memory, because the bytes may be hostile.
 *
 * @param bytes Begin with the dictionary; what follows it is ignored.
 * @param keys The keys as they are written, e.g. `4:info`.
 * @returns The bytes of each value by its key. Where a key is there twice the first one counts, as in
 * libtorrent.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when it is no dictionary, or not complete.
 */
export function bencodedValues(bytes: Bytes, keys: readonly string[]): ReadonlyMap<string, Bytes> {
  if (bytes[0] !== DICTIONARY) throw noTorrent();
  const found = new Map<string, Bytes>();
  let at = 1;
  while (bytes[at] !== END) {
    const from = endOfText(bytes, at);
    const to = endOfValue(bytes, from);
    const key = keys.find((each) => isWrittenAt(bytes, at, each));
    if (key !== undefined && !found.has(key)) found.set(key, bytes.subarray(from, to));
    at = to;
  }
  return found;
}

function isWrittenAt(bytes: Bytes, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

function endOfValue(bytes: Bytes, start: number): number {
  let at = start;
  let depth = 0;
  do {
    const kind = bytes[at];
    if (kind === LIST || kind === DICTIONARY) {
      depth += 1;
      at += 1;
    } else if (kind === END && depth > 0) {
      depth -= 1;
      at += 1;
    } else at = kind === INTEGER ? endOfInteger(bytes, at) : endOfText(bytes, at);
  } while (depth > 0);
  return at;
}

function endOfInteger(bytes: Bytes, start: number): number {
  const end = bytes.indexOf(END, start);
  if (end === -1) throw noTorrent();
  return end + 1;
}

/**
 * A text is its length in decimal digits, a colon, and that number of bytes. Where it would end beyond the
 * last byte, what is read next fails.
 */
function endOfText(bytes: Bytes, start: number): number {
  let length = 0;
  let at = start;
  for (; bytes[at] !== COLON; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    length = length * 10 + digit;
    if (digit < 0 || digit > 9) throw noTorrent();
  }
  if (at === start) throw noTorrent();
  return at + 1 + length;
}
