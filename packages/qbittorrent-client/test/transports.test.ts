import { isTransportFailure, type TransportFailure } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';
import { nodeTransport } from '@portkeep/http/node';
import { describe, expect, test } from 'vitest';
import { QBittorrentClient, type TransferProgress } from '../src/core.ts';
import { caught } from './caught.ts';
import { loopbackServer } from './loopback-server.ts';

const SIZE = 1_000_000;
const ADDED = '{"added_torrent_ids":["a1"],"success_count":1,"pending_count":0,"failure_count":0}';

const TRANSPORTS = [
  ['kyTransport', kyTransport],
  ['nodeTransport', nodeTransport],
] as const;

describe.each(TRANSPORTS)('the client over %s', (_, makeTransport) => {
  test('the client uploads a torrent with its length and reports the progress of both directions', async () => {
    let received = 0;
    let contentLength: string | undefined;
    const baseUrl = await loopbackServer((request, response) => {
      if (request.url?.endsWith('webapiVersion')) return void response.end('2.15.1');
      contentLength = request.headers['content-length'];
      request.on('data', (piece: Uint8Array) => {
        received += piece.byteLength;
      });
      request.on('end', () => response.end(ADDED));
    });
    const client = new QBittorrentClient({ baseUrl, transport: makeTransport() });
    const steps: TransferProgress[] = [];
    const { added } = await client.torrents.add(
      { files: [new Uint8Array(SIZE)] },
      { onProgress: (step) => steps.push(step) },
    );
    expect(added).toEqual(['a1']);
    expect(received).toBeGreaterThan(SIZE);
    expect(contentLength).toBe(String(received));
    const uploads = steps.filter(({ direction }) => direction === 'upload');
    expect(uploads.length).toBeGreaterThan(1);
    expect(uploads.at(-1)).toEqual({
      direction: 'upload',
      transferredBytes: received,
      totalBytes: received,
    });
    expect(steps.at(-1)).toMatchObject({ direction: 'download', transferredBytes: ADDED.length });
  });

  test('the client downloads a torrent as a stream and reports the progress', async () => {
    const baseUrl = await loopbackServer((request, response) => {
      if (request.url?.endsWith('webapiVersion')) return void response.end('2.15.1');
      response.setHeader('content-length', SIZE);
      response.end(Buffer.alloc(SIZE, 7));
    });
    // The limit on texts is not one on streams.
    const client = new QBittorrentClient({ baseUrl, transport: makeTransport({ maxBytes: 10 }) });
    const steps: TransferProgress[] = [];
    const stream = await client.torrents.export(
      { hash: 'a1' },
      { onProgress: (step) => steps.push(step) },
    );
    const content = await new Response(stream).bytes();
    expect(content.length).toBe(SIZE);
    expect(content.every((byte) => byte === 7)).toBe(true);
    expect(steps.at(-1)).toEqual({
      direction: 'download',
      transferredBytes: SIZE,
      totalBytes: SIZE,
    });
  });

  test('the client ends a download that breaks off with a TransportFailure', async () => {
    const baseUrl = await loopbackServer((request, response) => {
      if (request.url?.endsWith('webapiVersion')) return void response.end('2.15.1');
      response.setHeader('content-length', SIZE);
      response.write('x', () => request.socket.destroy());
    });
    const client = new QBittorrentClient({ baseUrl, transport: makeTransport() });
    const stream = await client.torrents.export({ hash: 'a1' });
    const failure = await new Response(stream).text().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!isTransportFailure(failure)) throw failure;
    expect(failure satisfies TransportFailure).toMatchObject({ kind: 'closed' });
  });

  test('the client reports the text of a download that fails', async () => {
    const baseUrl = await loopbackServer((request, response) => {
      if (request.url?.endsWith('webapiVersion')) return void response.end('2.15.1');
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Torrent not found');
    });
    const client = new QBittorrentClient({ baseUrl, transport: makeTransport() });
    const error = await caught(client.torrents.export({ hash: 'a1' }));
    expect(error.code).toBe('QBT_NOT_FOUND');
    expect(error.message).toContain('"Torrent not found"');
  });

  test('the client reports a reply that is too large', async () => {
    const baseUrl = await loopbackServer((_request, response) => void response.end('v5.2.3'));
    const client = new QBittorrentClient({ baseUrl, transport: makeTransport({ maxBytes: 5 }) });
    expect(await caught(client.app.version())).toMatchObject({
      code: 'QBT_UNEXPECTED_RESPONSE',
      maxBytes: 5,
    });
    expect(await client.session.isUp()).toBe(true);
  });
});
