const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACE = 0x7b;

/** No text that an app needs is longer; a list of banned addresses, in one text, takes megabytes. */
const LONGEST_BYTES = 65_536;

/**
 * Cuts long texts in a JSON object that arrives in pieces, so that reading it takes little memory,
 * whatever the number of banned addresses. Anything but a JSON object passes unchanged.
 *
 * @param longest The number of bytes of a text that are kept.
 * @returns A function that returns the replacement for each piece.
 */
export function shortenTexts(longest: number = LONGEST_BYTES): (piece: Uint8Array) => Uint8Array {
  let isObject: boolean | undefined;
  let isText = false;
  /** Bytes of the current text so far. */
  let length = 0;
  /** Whether the previous byte was a backslash that starts an escape sequence. */
  let isEscaped = false;
  /** Bytes since the last backslash: up to 5 of them belong to an escape sequence. */
  let sinceEscape = Number.POSITIVE_INFINITY;
  let isCut = false;

  return (piece) => {
    isObject ??= piece.byteLength === 0 ? undefined : piece[0] === OPENING_BRACE;
    if (isObject !== true) return piece;
    const kept = new Uint8Array(piece.byteLength);
    let size = 0;
    for (let index = 0; index < piece.byteLength; index += 1) {
      if (isCut && !isEscaped) index = nextMark(piece, index);
      const byte = piece[index];
      if (byte === undefined) break;
      const isEnd = isText && !isEscaped && byte === QUOTE;
      // Never inside an escape sequence or a character of several bytes.
      const isBoundary = sinceEscape > 5 && (byte & 0xc0) !== 0x80;
      if (isText && length >= longest && isBoundary) isCut = true;
      if (isEnd) isCut = false;
      if (!isCut) {
        kept[size] = byte;
        size += 1;
      }
      if (!isText || isEnd) {
        isText = !isText && byte === QUOTE;
        length = 0;
        sinceEscape = Number.POSITIVE_INFINITY;
        continue;
      }
      length += 1;
      isEscaped = !isEscaped && byte === BACKSLASH;
      sinceEscape = isEscaped ? 1 : sinceEscape + 1;
    }
    return kept.subarray(0, size);
  };
}

/** Position of the next byte that matters in a text that is cut; the piece's length if there is none. */
function nextMark(piece: Uint8Array, from: number): number {
  const quote = piece.indexOf(QUOTE, from);
  const end = quote === -1 ? piece.byteLength : quote;
  const backslash = piece.subarray(from, end).indexOf(BACKSLASH);
  return backslash === -1 ? end : from + backslash;
}
