import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { serve, serveTcp } from '../../test/local-server.ts';
import { httpTransport } from './http-transport.ts';

const transport = httpTransport();

const get = (url: string, timeoutMs = 10_000, signal?: AbortSignal) =>
  transport({ method: 'GET', url, headers: {} }, { timeoutMs, signal });

test('an exchange carries method, path, headers, body and all cookies', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.statusCode = 418;
      const { method, url: path, headers } = request;
      response.end(
        JSON.stringify({
          method,
          path,
          body,
          x: headers['x-y'],
          length: headers['content-length'],
        }),
      );
    });
  });
  const request = {
    method: 'POST',
    url: `${url}/a?b=c`,
    headers: { 'X-Y': 'z' },
    body: '€',
  } as const;
  const reply = await transport(request, { timeoutMs: 10_000 });
  expect(reply).toMatchObject({ status: 418, headers: { 'set-cookie': ['a=1', 'b=2'] } });
  expect(JSON.parse(reply.body)).toEqual({
    method: 'POST',
    path: '/a?b=c',
    body: '€',
    x: 'z',
    length: '3',
  });
});

test('a POST without a body says so', async () => {
  const url = await serve((request, response) => response.end(request.headers['content-length']));
  const reply = await transport({ method: 'POST', url, headers: {} }, { timeoutMs: 10_000 });
  expect(reply.body).toBe('0');
});

test('redirects are not followed', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  expect(await get(url)).toMatchObject({
    status: 302,
    headers: { location: 'http://127.0.0.1:1/' },
  });
});

test('the body is decoded as UTF-8 across its chunks', async () => {
  const bytes = Buffer.from('€');
  const url = await serve((_request, response) => {
    response.write(bytes.subarray(0, 1));
    setTimeout(() => response.end(bytes.subarray(1)), 20);
  });
  expect((await get(url)).body).toBe('€');
});

test('a body past the cap is cut off', async () => {
  const url = await serve((_request, response) => {
    const flood = () => {
      while (response.write('x'.repeat(10_000)));
    };
    response.on('drain', flood);
    flood();
  });
  const small = httpTransport({ maxBytes: 15 });
  await expect(
    small({ method: 'GET', url, headers: {} }, { timeoutMs: 10_000 }),
  ).rejects.toMatchObject({
    code: 'ERR_REPLY_TOO_LARGE',
  });
});

test('a body of exactly the cap is accepted', async () => {
  const url = await serve((_request, response) => response.end('x'.repeat(15)));
  const small = httpTransport({ maxBytes: 15 });
  expect(
    (await small({ method: 'GET', url, headers: {} }, { timeoutMs: 10_000 })).body,
  ).toHaveLength(15);
});

test.each([
  ['before the reply', () => {}],
  [
    'in the middle of the body',
    (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'),
  ],
])('the limit holds for a server that stalls %s', async (_when, answer) => {
  const url = await serveTcp(answer);
  await expect(get(`${url}/secret?token=hunter2`, 150)).rejects.toMatchObject({
    code: 'ETIMEDOUT',
    message: expect.not.stringContaining('hunter2'),
  });
});

test('the limit holds for a body that never stops dribbling', async () => {
  const url = await serve((_request, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  await expect(get(url, 200)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test('an abort rejects with its reason, untouched', async () => {
  const controller = new AbortController();
  const reason = { any: 'thing' };
  const url = await serveTcp(() => controller.abort(reason));
  await expect(get(url, 10_000, controller.signal)).rejects.toBe(reason);
  await expect(get(url, 10_000, controller.signal)).rejects.toBe(reason);
});

test('a refused connection, a reset and a torn body have their codes', async () => {
  const closed = await serve(() => {});
  const url = new URL(closed);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  await new Promise((resolve) => server.close(resolve));
  await expect(get(url.href)).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  const reset = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
  await expect(get(reset)).rejects.toMatchObject({ code: 'ECONNRESET' });

  const torn = await serveTcp((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'),
  );
  await expect(get(torn)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('something that does not speak HTTP has a code', async () => {
  const url = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
  await expect(get(url)).rejects.toMatchObject({ code: expect.stringMatching(/^HPE_/) });
});

test('no connection is left behind', async () => {
  let open = 0;
  const server = createServer((_request, response) => response.end('x'));
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let i = 0; i < 5; i++) await get(url);
  // The server closes only when the last connection is gone.
  await new Promise((resolve) => server.close(resolve));
  expect(open).toBe(0);
});

test.each([0, 60_000])('a change of the protocol is an error (kept %i ms)', async (keepIdleMs) => {
  const url = await serveTcp((socket) => {
    socket.on('data', () =>
      socket.write('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    );
  });
  const carry = httpTransport({ keepIdleMs });
  const call = carry({ method: 'GET', url, headers: {} }, { timeoutMs: 30_000 });
  await expect(call).rejects.toMatchObject({ code: 'ERR_REPLY_UPGRADE' });
});

test.each([0, 60_000])('a short reply that is too long is refused (kept %i ms)', async (kept) => {
  const url = await serve((_, response) => response.end('x'.repeat(101)));
  const carry = httpTransport({ keepIdleMs: kept, maxBytes: 100 });
  const call = carry({ method: 'GET', url, headers: {} }, { timeoutMs: 10_000 });
  await expect(call).rejects.toMatchObject({ code: 'ERR_REPLY_TOO_LARGE' });
});
