import type { HttpBody } from '../http-exchange.ts';

/** A body whose length `fetch` sends. */
interface BodyWithLength {
  readonly body: HttpBody | undefined;
  /** The header that `fetch` would make from the body that was given. */
  readonly contentType?: { readonly 'content-type': string } | undefined;
}

/** Replaces an empty `Blob`, which Deno would send in chunks: qBittorrent closes such a connection. */
export function withLength(body: HttpBody | undefined): BodyWithLength {
  if (!(body instanceof Blob) || body.size > 0) return { body };
  const contentType = body.type === '' ? undefined : { 'content-type': body.type };
  return { body: new Uint8Array(), contentType };
}
