import type { HttpReply } from '../transport.ts';
import { failure } from './failure-code.ts';

/** Status and headers as plain data. Written for speed: every call passes here. */
export function readHead({ status, headers }: Response): Omit<HttpReply, 'body'> {
  const plain: Record<string, string | readonly string[]> = {};
  for (const [name, value] of headers) plain[name] = value;
  // The one header whose values cannot be joined.
  plain['set-cookie'] = headers.getSetCookie();
  return { status, headers: plain };
}

/**
 * Reads a body as UTF-8.
 *
 * @throws An error with the code `ERR_REPLY_TOO_LARGE`.
 */
export function readBody(
  response: Response,
  { headers }: Omit<HttpReply, 'body'>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const {
    'content-length': length,
    'content-encoding': packed,
    'transfer-encoding': chunked,
  } = headers;
  // The length of a packed body says nothing about what comes out of it, and that of one in chunks
  // nothing at all; Deno and Bun show it nevertheless. No length is no number.
  const isShort = packed === undefined && chunked === undefined && Number(length) <= maxBytes;
  // Piece by piece costs twice the time.
  return isShort ? response.text() : readPieces(response, maxBytes, signal);
}

async function readPieces(
  { body }: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes || signal.aborted) {
      // Not awaited: nobody reads the stream any more, however long it takes to stop.
      reader.cancel().catch(() => {});
      throw signal.aborted ? signal.reason : failure('ERR_REPLY_TOO_LARGE');
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
