import type { CountUpload } from '../body/count-upload.ts';
import { encodeBody, PIECE_BYTES } from '../body/encode-body.ts';
import type { HttpBody } from '../http-exchange.ts';

/** What `fetch` gets for a body whose bytes are counted as they leave. */
interface CountedUpload {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  readonly duplex: 'half';
}

/**
 * A body as a stream that counts its bytes, for runtimes that send the length of such a stream.
 *
 * @returns `undefined` elsewhere: Deno and browsers drop the length and send chunks, for which
 * qBittorrent (4.5 to 5.3) closes the connection.
 */
export async function countedUpload(
  body: HttpBody,
  onBytes: CountUpload,
): Promise<CountedUpload | undefined> {
  if (!/^(Node\.js|Bun)\//.test(globalThis.navigator?.userAgent ?? '')) return undefined;
  const { bytes, contentType } = await encodeBody(body);
  const total = bytes.byteLength;
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent > 0) onBytes(sent, total);
        if (sent === total) return controller.close();
        const piece = bytes.subarray(sent, sent + PIECE_BYTES);
        sent += piece.byteLength;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    body: stream,
    headers: {
      'content-length': String(total),
      ...(contentType !== undefined && { 'content-type': contentType }),
    },
    duplex: 'half',
  };
}
