import { expect, test } from 'vitest';
import { serve } from '../../test/local-server.ts';
import { type NodeTransportOptions, nodeTransport } from './node-transport.ts';

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

test("each reply's own filter replaces its pieces before their size counts", async () => {
  const url = await serve((_, response) => {
    response.write('secret', () => response.end('secret'));
  });
  const filter = () => {
    let count = 0;
    return (piece: Uint8Array) => {
      count += piece.byteLength;
      return new TextEncoder().encode(count === 12 ? '12 bytes' : '');
    };
  };
  const short = nodeTransport({ maxBytes: 8, filter });
  for (let reply = 0; reply < 2; reply += 1) {
    expect((await short({ method: 'GET', url, headers: {} }, LIMIT)).body).toBe('12 bytes');
  }
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

const PIN = { address: '10.0.0.1', hostname: 'server.test' };

test.each([
  ['address', { pin: { ...PIN, address: undefined } }],
  ['address', { pin: { ...PIN, address: '' } }],
  ['address', { pin: { ...PIN, address: 'server.test' } }],
  ['hostname', { pin: { ...PIN, hostname: undefined } }],
  ['hostname', { pin: { ...PIN, hostname: '' } }],
  ['keepIdleMs', { keepIdleMs: '500' }],
  ['keepIdleMs', { keepIdleMs: -1 }],
  ['keepIdleMs', { keepIdleMs: 2_147_483_648 }],
  ['maxBytes', { maxBytes: Number.NaN }],
  ['maxBytes', { maxBytes: 'abc' }],
  ['maxBytes', { maxBytes: -1 }],
])('a %s that cannot be used is refused before anything is sent: %j', (name, options: unknown) => {
  const make = () => nodeTransport(options as NodeTransportOptions);
  expect(make).toThrow(TypeError);
  expect(make).toThrow(new RegExp(`^Cannot use "${name}": give `));
});

test.each([
  { pin: PIN },
  { pin: { ...PIN, address: '::1' } },
  { keepIdleMs: 2_147_483_647 },
  { maxBytes: 0 },
  { maxBytes: Number.POSITIVE_INFINITY },
])('the transport over node:http can be made with %j', (options) => {
  expect(() => nodeTransport(options)).not.toThrow();
});
