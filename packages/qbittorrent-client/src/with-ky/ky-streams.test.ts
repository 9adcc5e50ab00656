import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { bytes } from '../replies/bytes.ts';
import type { TransferProgress } from '../transport.ts';
import { kyTransport } from './ky-transport.ts';

const GET = { method: 'GET', headers: {} } as const;

async function serving(listener: RequestListener, use: (url: string) => Promise<void>) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a download', () => {
  it('comes as a stream of any size, and its progress is told', async () => {
    const size = 3_000_000;
    const progress: TransferProgress[] = [];
    await serving(
      (_, response) => {
        response.setHeader('content-length', size);
        response.end(Buffer.alloc(size, 7));
      },
      async (url) => {
        const reply = await kyTransport({ maxBytes: 10 })(
          { ...GET, url },
          { timeoutMs: 5_000, streams: true, onProgress: (step) => progress.push(step) },
        );
        expect(reply.body).toBe('');
        const content = await new Response(bytes(reply, true, 'download')).bytes();
        expect(content.length).toBe(size);
        expect(content.every((byte) => byte === 7)).toBe(true);
      },
    );
    expect(progress.at(-1)).toEqual({ transferredBytes: size, totalBytes: size });
  });

  it('may take longer than the time limit, which is for its beginning', async () => {
    await serving(
      (request, response) => {
        response.write('a');
        request.socket.on('data', () => undefined);
        setTimeout(() => response.end('b'), 120);
      },
      async (url) => {
        const reply = await kyTransport()({ ...GET, url }, { timeoutMs: 100, streams: true });
        expect(await new Response(bytes(reply, true, 'download')).text()).toBe('ab');
      },
    );
  });

  it('ends with the reason of an abort while it runs', async () => {
    await serving(
      (_, response) => void response.write('never ends'),
      async (url) => {
        const stop = new AbortController();
        const reply = await kyTransport()(
          { ...GET, url },
          { timeoutMs: 5_000, streams: true, signal: stop.signal },
        );
        const reader = bytes(reply, true, 'download').getReader();
        await reader.read();
        const reason = { mine: true };
        stop.abort(reason);
        await expect(reader.read()).rejects.toBe(reason);
      },
    );
  });

  it('ends with the reason of an abort also when fetch does not listen', async () => {
    let canceled: unknown;
    const body = new ReadableStream({
      cancel(reason) {
        canceled = reason;
      },
    });
    const stop = new AbortController();
    const reply = await kyTransport({ fetch: async () => new Response(body) })(
      { ...GET, url: 'http://host/' },
      { timeoutMs: 5_000, streams: true, signal: stop.signal },
    );
    const pending = bytes(reply, true, 'download').getReader().read();
    stop.abort('enough');
    await expect(pending).rejects.toBe('enough');
    expect(canceled).toBe('enough');
  });

  it('that fails comes as a text', async () => {
    await serving(
      (_, response) => {
        response.statusCode = 404;
        response.end('Torrent not found');
      },
      async (url) => {
        const reply = await kyTransport()({ ...GET, url }, { timeoutMs: 5_000, streams: true });
        expect(reply).toMatchObject({ status: 404, body: 'Torrent not found' });
        expect(reply.stream).toBeUndefined();
      },
    );
  });

  it('that breaks off says so with a code', async () => {
    await serving(
      (request, response) => {
        response.setHeader('content-length', 100);
        response.write('x', () => request.socket.destroy());
      },
      async (url) => {
        const reply = await kyTransport()({ ...GET, url }, { timeoutMs: 5_000, streams: true });
        await expect(new Response(bytes(reply, true, 'download')).text()).rejects.toMatchObject({
          code: expect.stringMatching(/^[A-Z_]+$/),
        });
      },
    );
  });
});

describe('an upload', () => {
  it('arrives as multipart of a known length, which is all that qBittorrent takes', async () => {
    const form = new FormData();
    form.set('stopped', 'true');
    form.set('torrents', new Blob([new Uint8Array(500_000)]), 'a.torrent');
    let received = '';
    let length = 0;
    await serving(
      (request, response) => {
        length = Number(request.headers['content-length']);
        request.setEncoding('latin1').on('data', (chunk: string) => {
          received += chunk;
        });
        request.on('end', () => response.end('Ok.'));
      },
      async (url) => {
        const request = { method: 'POST', url, headers: {}, body: form } as const;
        const onProgress = () => undefined;
        const reply = await kyTransport()(request, { timeoutMs: 5_000, onProgress });
        expect(reply.body).toBe('Ok.');
      },
    );
    expect(received).toContain('name="torrents"; filename="a.torrent"');
    expect(received).toHaveLength(length);
    expect(length).toBeGreaterThan(500_000);
  });
});
