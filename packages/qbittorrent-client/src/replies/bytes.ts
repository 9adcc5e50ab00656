import type { ResponseReader } from '../protocol/endpoint.ts';

/** A file, as a stream of its bytes. */
export const bytes: ResponseReader<ReadableStream<Uint8Array>> = ({ stream }) => {
  if (stream !== undefined) return stream;
  throw new TypeError(
    'Cannot download: this transport does not bring streams; use kyTransport() or nodeTransport()',
  );
};
