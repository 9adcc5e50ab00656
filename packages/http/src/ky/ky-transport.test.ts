import { expect, test, vi } from 'vitest';
import { type KyTransportOptions, kyTransport } from './ky-transport.ts';

test.each([Number.NaN, 'abc', -1, null])(
  'a limit of %o bytes is refused, because it would limit nothing',
  (maxBytes: unknown) => {
    expect(() => kyTransport({ maxBytes } as KyTransportOptions)).toThrow(
      new TypeError('Cannot use "maxBytes": give bytes from 0 to Infinity'),
    );
  },
);

test.each([
  ['header', { headers: { 'x-a': 'invalid header\nvalue' } }],
  ['method', { method: 'IN VALID' }],
  ['URL', { url: 'http://' }],
])('a request with a %s that cannot be sent counts as not sent', async (_, difference) => {
  const request = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {}, ...difference };
  const exchange = kyTransport()(request, { timeoutMs: 10_000 });
  await expect(exchange).rejects.toMatchObject({ kind: 'other', maybeSent: false });
});

test('an abort while an upload is encoded sends nothing', async () => {
  const fetch = vi.fn(async () => new Response());
  const stop = new AbortController();
  const request = {
    method: 'POST',
    url: 'http://server.test/',
    headers: {},
    body: new Blob(['x']),
  };
  const options = { timeoutMs: 10_000, signal: stop.signal, onProgress: () => {} };
  const exchange = kyTransport({ fetch })(request, options);
  stop.abort('enough');
  await expect(exchange).rejects.toBe('enough');
  await new Promise((next) => setTimeout(next, 50));
  expect(fetch).not.toHaveBeenCalled();
});
