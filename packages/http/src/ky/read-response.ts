import { GrowingText } from '../body/growing-text.ts';
import type { ReadOptions } from '../body/read-options.ts';
import type { ByteSource } from '../body/watched-stream.ts';
import type { HttpReply } from '../http-exchange.ts';

/** Status and headers as plain data. Written for speed: every call passes through here. */
export function readHead({ status, headers }: Response): Omit<HttpReply, 'body' | 'stream'> {
  const plain: Record<string, string | readonly string[]> = {};
  for (const [name, value] of headers) plain[name] = value;
  // The one header whose values cannot be joined.
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) plain['set-cookie'] = cookies;
  return { status, headers: plain };
}

/**
 * Reads a body as UTF-8.
 *
 * @throws {TransportFailure} `too-large` past the limit.
 */
export async function readBody(
  response: Response,
  { maxBytes, signal, onBytes }: ReadOptions & { readonly signal: AbortSignal },
): Promise<string> {
  const { headers } = response;
  // The length of an encoded body says nothing about the decoded one, and that of a chunked body
  // nothing at all; Deno and Bun show it nevertheless. Reading piece by piece takes twice the time.
  const isShort =
    onBytes === undefined &&
    !headers.has('content-encoding') &&
    !headers.has('transfer-encoding') &&
    Number(headers.get('content-length') ?? Number.NaN) <= maxBytes;
  if (isShort) return await response.text();
  const pieces = piecesOf(response);
  const text = new GrowingText(maxBytes);
  try {
    for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) {
      signal.throwIfAborted();
      onBytes?.(piece.byteLength);
      text.append(piece);
    }
  } catch (error) {
    pieces.cancel(error);
    throw error;
  }
  return text.toString();
}

/** The body in pieces; none where there is no body. */
export function piecesOf({ body }: Response): ByteSource {
  const reader = body?.getReader();
  return {
    next: async () => (await reader?.read())?.value,
    // Not awaited: a stream may take its time to stop.
    cancel: (reason) => void reader?.cancel(reason).catch(() => {}),
  };
}
