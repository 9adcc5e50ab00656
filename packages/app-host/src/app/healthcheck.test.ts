import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { INSTANCE_HEADER, instanceMark } from '../http-server/instance-mark.ts';
import { healthcheck } from './healthcheck.ts';

const APP = 'portkeep-test';

async function answering(
  status: number,
  body: string,
  host: string,
  mark: string | undefined = instanceMark(APP),
): Promise<number> {
  const server = createServer((request, response) => {
    if (mark !== '') response.setHeader(INSTANCE_HEADER, mark);
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
  ['*', '127.0.0.1'],
  ['*', '::1'],
  ['::', '::1'],
  ['::', '127.0.0.1'],
  ['::1', '::1'],
])('the health check finds an instance that listens on %s', async (host, real) => {
  const port = await answering(200, 'ok\n', real);
  expect(await healthcheck({ host, port }, APP)).toEqual({ ok: true, text: 'ok' });
});

test('a health check names what is not ready', async () => {
  const port = await answering(503, 'lease: none yet\nport-file: EACCES\n', '127.0.0.1');
  expect(await healthcheck({ host: '127.0.0.1', port }, APP)).toEqual({
    ok: false,
    text: 'lease: none yet; port-file: EACCES',
  });
});

test('an address where nothing listens is not healthy', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const health = await healthcheck({ host: '127.0.0.1', port }, APP);
  expect(health.ok).toBe(false);
  expect(health.text).toContain(
    `http://127.0.0.1:${port}/readyz does not answer: refused (ECONNREFUSED)`,
  );
});

test('with HTTP_LISTEN=off the health check succeeds and says that nothing is checked', async () => {
  expect(await healthcheck('off', APP)).toEqual({
    ok: true,
    text: 'HTTP_LISTEN is off: nothing is checked',
  });
});

test.each([
  ['', 'another program'],
  ['portkeep-other pid:[1]', 'portkeep-other'],
  [`${APP} pid:[1]`, `the ${APP} of another container`],
])(
  'a reply from an instance that identifies itself as "%s" is not the health of this instance',
  async (mark, who) => {
    const port = await answering(200, 'ok\n', '127.0.0.1', mark);
    const health = await healthcheck({ host: '127.0.0.1', port }, APP);
    expect(health).toEqual({
      ok: false,
      text: `http://127.0.0.1:${port}/readyz is answered by ${who}: set HTTP_LISTEN to an address that is free`,
    });
  },
);

test('an instance that shares a port with another program is found at its other address', async () => {
  const port = await answering(200, 'ok\n', '127.0.0.1', '');
  const own = createServer((_request, response) => {
    response.setHeader(INSTANCE_HEADER, instanceMark(APP));
    response.end('ok\n');
  });
  own.listen({ port, host: '::1' });
  await once(own, 'listening');
  onTestFinished(() => void own.close());
  expect(await healthcheck({ host: '::', port }, APP)).toEqual({ ok: true, text: 'ok' });
});
