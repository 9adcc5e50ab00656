import { expect, test } from 'vitest';
import { serve } from '../../test/local-server.ts';
import { nodeTransport } from './node-transport.ts';

const transport = nodeTransport();
const LIMIT = { timeoutMs: 10_000 };

test('an exchange over node:http carries method, path, headers, body and all cookies', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.statusCode = 418;
      const { method, url: path, headers } = request;
      const [x, length] = [headers['x-y'], headers['content-length']];
      response.end(JSON.stringify({ method, path, body, x, length }));
    });
  });
  const request = { method: 'PATCH', url: `${url}/a?b=c`, headers: { 'x-y': 'z' }, body: '€' };
  const reply = await transport(request, LIMIT);
  expect(reply).toMatchObject({ status: 418, headers: { 'set-cookie': ['a=1', 'b=2'] } });
  expect(JSON.parse(reply.body)).toEqual({
    method: 'PATCH',
    path: '/a?b=c',
    body: '€',
    x: 'z',
    length: '3',
  });
});

test('a POST over node:http without a body says that its length is 0', async () => {
  const url = await serve((request, response) => response.end(request.headers['content-length']));
  expect((await transport({ method: 'POST', url, headers: {} }, LIMIT)).body).toBe('0');
});

test('headers of the transport are added, and those of the request come before them', async () => {
  const url = await serve(({ headers }, response) =>
    response.end(`${headers['x-a']} ${headers['x-b']}`),
  );
  const adding = nodeTransport({ headers: { 'x-a': 'added', 'x-b': 'added' } });
  const reply = await adding({ method: 'GET', url, headers: { 'x-b': 'own' } }, LIMIT);
  expect(reply.body).toBe('added own');
});

test('a character whose bytes come in two pieces is decoded as one', async () => {
  const bytes = Buffer.from('€');
  const url = await serve((_, response) => {
    response.write(bytes.subarray(0, 1), () => response.end(bytes.subarray(1)));
  });
  expect((await transport({ method: 'GET', url, headers: {} }, LIMIT)).body).toBe('€');
});

test.each([0, 60_000])(
  'a body of exactly maxBytes is read, and one byte more is refused (kept %i ms)',
  async (keepIdleMs) => {
    const url = await serve(({ url: path = '' }, response) => {
      response.end('x'.repeat(Number(path.slice(1))));
    });
    const small = nodeTransport({ maxBytes: 15, keepIdleMs });
    const get = (length: number) =>
      small({ method: 'GET', url: `${url}/${length}`, headers: {}, repeatable: true }, LIMIT);
    expect((await get(15)).body).toHaveLength(15);
    await expect(get(16)).rejects.toMatchObject({ kind: 'too-large' });
  },
);
