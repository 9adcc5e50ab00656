import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A server in the place of qBittorrent that takes and gives files. */
export interface FileServer {
  readonly baseUrl: string;
  /** The last multipart body, one character for each byte, and its header. */
  received(): { readonly received: string; readonly contentLength: string | null };
  close(): Promise<void>;
}

/** @param size of the file that `torrents/export` gives, in bytes. */
export async function startFileServer(size: number): Promise<FileServer> {
  let received = '';
  let contentLength: string | null = null;
  const server = createServer(async (request, response) => {
    if (request.url?.includes('torrents/add')) {
      received = (await buffer(request)).toString('latin1');
      contentLength = request.headers['content-length'] ?? null;
      const ids = { added_torrent_ids: ['a1'], success_count: 1 };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ...ids, failure_count: 0, pending_count: 0 }));
    } else if (request.url?.includes('torrents/export')) {
      response.setHeader('content-type', 'application/x-bittorrent');
      response.setHeader('content-length', size);
      response.end(Buffer.alloc(size, 7));
    } else response.end('2.15.1');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received: () => ({ received, contentLength }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
