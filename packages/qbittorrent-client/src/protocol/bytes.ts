import type { ResponseReader } from './endpoint.ts';
import { isPage } from './is-page.ts';
import { unreadable } from './unreadable.ts';

/** A file, as a stream of its bytes. */
export const bytes: ResponseReader<ReadableStream<Uint8Array>> = (reply, { does }) => {
  const { stream, headers } = reply;
  if (stream === undefined) {
    throw new TypeError(
      'Cannot download: this transport does not return streams; use kyTransport() or nodeTransport()',
    );
  }
  // A file of a torrent may be a page too; qBittorrent says that it is to be saved.
  if (!isPage(reply) || headers['content-disposition'] !== undefined) return stream;
  // It is not read, so an error of the connection no longer matters.
  stream.cancel().catch(() => {});
  throw unreadable(reply, does, 'is a page, not a file');
};
