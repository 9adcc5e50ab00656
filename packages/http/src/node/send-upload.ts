import type { ClientRequest } from 'node:http';
import type { CountUpload } from '../body/count-upload.ts';
import { encodeBody, PIECE_BYTES } from '../body/encode-body.ts';
import type { HttpBody } from '../http-exchange.ts';

/**
 * Sends a body that is not text, in pieces. A module of its own, loaded when used: `Response`,
 * which makes the bytes, loads undici.
 */
export async function sendUpload(
  outgoing: ClientRequest,
  body: HttpBody,
  onBytes: CountUpload | undefined,
): Promise<void> {
  const { bytes, contentType } = await encodeBody(body);
  if (contentType !== undefined) outgoing.setHeader('content-type', contentType);
  outgoing.setHeader('content-length', bytes.byteLength);
  let handed = 0;
  const next = (error?: Error | null): void => {
    // The request's own error event says why.
    if (error) return;
    if (handed > 0) onBytes?.(handed, bytes.byteLength);
    if (handed === bytes.byteLength) {
      outgoing.end();
      return;
    }
    const piece = bytes.subarray(handed, handed + PIECE_BYTES);
    handed += piece.byteLength;
    outgoing.write(piece, next);
  };
  next();
}
