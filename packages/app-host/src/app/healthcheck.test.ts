import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { healthcheck } from './healthcheck.ts';

async function answering(status: number, body: string, host: string): Promise<number> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/readyz' ? status : 404).end(body);
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
  ['::1', '::1'],
])('an instance that listens on %s is asked', async (host, real) => {
  const port = await answering(200, 'ok\n', real);
  expect(await healthcheck({ host, port })).toEqual({ ok: true, text: 'ok' });
});

test('what is not ready is told', async () => {
  const port = await answering(503, 'lease: none yet\nport-file: EACCES\n', '127.0.0.1');
  expect(await healthcheck({ host: '127.0.0.1', port })).toEqual({
    ok: false,
    text: 'lease: none yet; port-file: EACCES',
  });
});

test('nobody there is not healthy', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const health = await healthcheck({ host: '127.0.0.1', port });
  expect(health.ok).toBe(false);
  expect(health.text).toContain(
    `http://127.0.0.1:${port}/readyz does not answer: refused (ECONNREFUSED)`,
  );
});

test('off is healthy and says that nothing is checked', async () => {
  expect(await healthcheck('off')).toEqual({
    ok: true,
    text: 'HTTP_LISTEN is off: nothing is checked',
  });
});
