import type { HttpBody } from '../http-exchange.ts';

/** A body as it is sent. */
export interface EncodedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `undefined` where the body does not say. */
  readonly contentType: string | undefined;
}

/** How much is sent at once: little enough for a smooth progress, enough to be fast. */
export const PIECE_BYTES = 65_536;

/**
 * Encodes a body, a `FormData` as multipart. In Node this loads undici (about 10 MiB), so it is for
 * uploads only.
 */
export async function encodeBody(body: HttpBody): Promise<EncodedBody> {
  const response = new Response(body);
  // Before the body is read: afterwards Bun does not know it any more.
  const contentType = response.headers.get('content-type') ?? undefined;
  return { bytes: new Uint8Array(await response.arrayBuffer()), contentType };
}
