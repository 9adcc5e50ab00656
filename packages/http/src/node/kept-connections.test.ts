import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { serve, serveTcp } from '../../test/local-server.ts';
import { nodeTransport } from './node-transport.ts';

test.each([
  ['repeatable exchanges without kept connections open three connections', 0, true, 3],
  ['repeatable exchanges with kept connections share one connection', 60_000, true, 1],
  ['other exchanges open three connections although connections are kept', 60_000, false, 3],
  [
    'exchanges of undeclared repeatability open three connections although connections are kept',
    60_000,
    undefined,
    3,
  ],
])('three %s', async (_, keepIdleMs, repeatable, connections) => {
  const sockets = new Set<Socket>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    response.end();
  });
  const carry = nodeTransport({ keepIdleMs });
  const request = { method: 'POST', url, headers: {}, body: 'x', repeatable };
  for (let count = 0; count < 3; count += 1) await carry(request, { timeoutMs: 10_000 });
  expect(sockets.size).toBe(connections);
});

test('a kept connection is closed when its time is over', async () => {
  let closed: Promise<unknown> | undefined;
  // A server that would keep it forever.
  const url = await serveTcp((socket) => {
    closed = once(socket, 'close');
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  });
  await nodeTransport({ keepIdleMs: 10 })(
    { method: 'GET', url, headers: {}, repeatable: true },
    { timeoutMs: 9_000 },
  );
  await closed;
  expect(closed).toBeDefined();
});

test('a connection that was to be kept is not used again after a failure', async () => {
  const sockets = new Set<Socket>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    if (sockets.size > 1) response.end('here');
  });
  const carry = nodeTransport({ keepIdleMs: 60_000 });
  const request = { method: 'GET', url, headers: {}, repeatable: true };
  await expect(carry(request, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect((await carry(request, { timeoutMs: 10_000 })).body).toBe('here');
});

test('a kept connection that the server closes silently is replaced', async () => {
  const sockets = new Set<Socket>();
  const url = await serveTcp((socket) => {
    sockets.add(socket);
    socket.on('data', () => {
      // The next request is under way before the end arrives.
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', () => socket.end());
    });
  });
  const carry = nodeTransport({ keepIdleMs: 60_000 });
  for (let count = 0; count < 50; count += 1) {
    const reply = await carry(
      { method: 'POST', url, headers: {}, repeatable: true },
      { timeoutMs: 10_000 },
    );
    expect(reply.body).toBe('ok');
  }
  expect(sockets.size).toBeGreaterThan(1);
});

test('a proxy that asks for credentials keeps no connection', async () => {
  const sockets = new Set<Socket>();
  const url = await serve((request, response) => {
    sockets.add(request.socket);
    response.writeHead(407).end('credentials');
  });
  const carry = nodeTransport({ proxy: new URL(url), keepIdleMs: 60_000 });
  const request = { method: 'GET', url: 'http://server.test/', headers: {}, repeatable: true };
  for (let count = 0; count < 3; count += 1) {
    const refusal = carry(request, { timeoutMs: 10_000 });
    await expect(refusal).rejects.toMatchObject({ kind: 'proxy-refused' });
  }
  expect(sockets.size).toBe(3);
  await vi.waitFor(() => expect([...sockets].filter(({ destroyed }) => !destroyed)).toEqual([]));
});

test('a body that cannot be read leaves no connection open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'body-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'a.torrent');
  await writeFile(file, 'first');
  const body = await openAsBlob(file);
  // A file that has changed can no longer be read.
  await writeFile(file, 'and then longer');
  const sockets = new Set<Socket>();
  const url = await serveTcp((socket) => sockets.add(socket));
  const carry = nodeTransport({ keepIdleMs: 60_000 });
  const request = { method: 'POST', url, headers: {}, body, repeatable: true };
  await expect(carry(request, { timeoutMs: 10_000 })).rejects.toMatchObject({ kind: 'other' });
  await vi.waitFor(() => expect([...sockets].filter(({ destroyed }) => !destroyed)).toEqual([]));
});

test('nothing is sent again when the caller gave up on a kept connection', async () => {
  let asked = 0;
  const stop = new AbortController();
  const url = await serve((_, response) => {
    asked += 1;
    if (asked === 1) response.end();
    else stop.abort('enough');
  });
  const carry = nodeTransport({ keepIdleMs: 60_000 });
  const request = { method: 'GET', url, headers: {}, repeatable: true };
  await carry(request, { timeoutMs: 10_000 });
  const call = carry(request, { timeoutMs: 10_000, signal: stop.signal });
  await expect(call).rejects.toBe('enough');
  const other = await serve((_, response) => response.end());
  await carry({ ...request, url: other }, { timeoutMs: 10_000 });
  expect(asked).toBe(2);
});

test('a request that a kept connection may have carried counts as sent when no other connection opens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  let asked = 0;
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      asked += 1;
      if (asked === 1) {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
        server.close();
      } else socket.resetAndDestroy();
    });
  });
  const { port } = server.address() as AddressInfo;
  const carry = nodeTransport({ keepIdleMs: 60_000 });
  const request = {
    method: 'POST',
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    repeatable: true,
  };
  await carry(request, { timeoutMs: 10_000 });
  const again = carry(request, { timeoutMs: 10_000 });
  await expect(again).rejects.toMatchObject({ kind: 'refused', maybeSent: true });
  expect(asked).toBe(2);
});
