import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { nodeTransport } from '@portkeep/http/node';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ConfigurationError } from '../environment/configuration-error.ts';
import { type StatusServerOptions, startStatusServer } from './status-server.ts';
import type { StatusView } from './status-view.ts';

const view: StatusView = {
  healthy: () => true,
  startedUp: () => ({ ok: true, reasons: [] }),
  ready: () => ({ ok: false, reasons: ['lease: none yet'] }),
  status: () => ({ port: 54_321 }),
  metrics: () => '',
};

async function started(changes: Partial<StatusServerOptions> = {}) {
  const { log, lines } = recordedLog();
  const listen = { host: '127.0.0.1', port: 0 };
  const server = await startStatusServer({
    app: 'portkeep-test',
    listen,
    explicit: true,
    view,
    log,
    ...changes,
  });
  onTestFinished(() => server.close());
  return { server, lines, port: server.address?.port ?? 0 };
}

async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

test('the status server shows the view and closes the connection', async () => {
  const { port } = await started();
  const url = `http://127.0.0.1:${port}`;
  const get = (path: string) =>
    nodeTransport()({ method: 'GET', url: url + path, headers: {} }, { timeoutMs: 5_000 });
  expect(await get('/readyz')).toMatchObject({ status: 503, body: 'lease: none yet\n' });
  const status = await get('/status');
  expect(JSON.parse(status.body)).toEqual({ port: 54_321 });
  expect(status.headers).toMatchObject({ 'content-type': 'application/json', connection: 'close' });
});

test('the reply to HEAD has the length of the body and no body', async () => {
  const { port } = await started();
  const answer = await raw(port, 'HEAD /status HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  expect(answer.toLowerCase()).toContain('content-length: 15');
  expect(answer.endsWith('\r\n\r\n')).toBe(true);
});

test('a request with a body is refused, and a wrong method is answered with the allowed ones', async () => {
  const { port } = await started();
  const body = 'Host: x\r\nContent-Length: 5\r\n\r\nhello';
  expect(await raw(port, `GET /status HTTP/1.1\r\n${body}`)).toMatch(/^HTTP\/1.1 413/);
  const posted = await raw(port, `POST /status HTTP/1.1\r\n${body}`);
  expect(posted).toMatch(/^HTTP\/1.1 405/);
  expect(posted).toMatch(/\r\nallow: GET, HEAD\r\n/i);
});

test('a request with a huge header is refused', async () => {
  const { port } = await started();
  const answer = await raw(
    port,
    `GET /status HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 431/);
});

test('a client that sends its request in a trickle is disconnected after a few seconds', async () => {
  const { port } = await started();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET /healthz HTTP/1.1\r\nX: ');
  const dribble = setInterval(() => socket.write('x'), 100);
  const begun = performance.now();
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(dribble);
  expect(performance.now() - begun).toBeGreaterThan(3_000);
}, 20_000);

/** Opens connections and keeps them open, as a hostile client does; a slow one sometimes sends a byte. */
async function crowd(port: number, size: number, isSlow: boolean): Promise<readonly Socket[]> {
  const sockets = Array.from({ length: size }, () => connect(port, '127.0.0.1'));
  for (const socket of sockets) {
    socket.on('error', () => {});
    if (!isSlow) continue;
    const dribble = setInterval(() => socket.writable && socket.write('x'), 100);
    socket.once('close', () => clearInterval(dribble));
    socket.write('GET /healthz HTTP/1.1\r\nX: ');
  }
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.all(sockets.map((socket) => socket.pending && once(socket, 'connect')));
  return sockets;
}

test('probes get through a crowd of 1000 silent and 100 slow connections', async () => {
  const { port } = await started();
  await crowd(port, 1_000, false);
  await crowd(port, 100, true);
  await crowd(port, 64, false);
  for (let probe = 0; probe < 30; probe += 1) {
    expect(await raw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 200/);
  }
});

test('the longest silent of 64 connections is closed in favour of a new one', async () => {
  const { port } = await started();
  const closed: Socket[] = [];
  const [first] = await crowd(port, 1, true);
  const silent = await crowd(port, 63, false);
  for (const socket of [first, ...silent]) socket?.once('close', () => closed.push(socket));
  // The first one has sent data since the others connected.
  await vi.waitFor(() => expect(first?.bytesWritten).toBeGreaterThan(30));
  await crowd(port, 1, false);
  await vi.waitFor(() => expect(closed).toHaveLength(1));
  expect(silent).toContain(closed[0]);
});

test('an error thrown by the view only leads to one failed reply and a log line', async () => {
  const broken = {
    ...view,
    status: () => {
      throw new Error('Odd');
    },
  };
  const { port, lines } = await started({ view: broken });
  expect(await raw(port, 'GET /status HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1.1 500/);
  expect(lines.join()).toContain('Odd');
});

test('with HTTP_LISTEN=off the server does not listen', async () => {
  expect((await started({ listen: 'off' })).server.address).toBeUndefined();
});

test('a busy address is a warning if it is the default, and a configuration error if it was configured', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const listen = { host: '127.0.0.1', port: (other.address() as AddressInfo).port };
  const { server, lines } = await started({ listen, explicit: false });
  expect(server.address).toBeUndefined();
  expect(lines.join()).toContain(
    `cannot listen on 127.0.0.1:${listen.port}: the address is in use`,
  );
  await expect(started({ listen, explicit: true })).rejects.toThrow(ConfigurationError);
});

test('a closed status server frees its address at once', async () => {
  const { server, port } = await started();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  server.close();
  await once(socket, 'close');
  expect((await started({ listen: { host: '127.0.0.1', port } })).server.address?.port).toBe(port);
});
