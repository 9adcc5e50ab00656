/**
 * Parses JSON without ever throwing: the parser's own message would quote the text.
 *
 * @param text The text.
 * @returns The value; `undefined` when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
