import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { empty, json, ScriptedTransport } from '../test/replies.ts';
import { decodeGetAddress, encodeGetAddress } from './get-address.ts';
import { NatPmpHttpClient } from './natpmp-http-client.ts';

const failed = (extra: object) =>
  json(500, { error: 'Failed to request the external address', ...extra });

describe('encodeGetAddress', () => {
  test('encodeGetAddress asks under the path prefix, with the token', () => {
    expect(encodeGetAddress({ baseUrl: 'https://host/natpmp', token: 'secret\n' })).toEqual({
      method: 'GET',
      url: 'https://host/natpmp/v1/address',
      headers: { accept: 'application/json', authorization: 'Bearer secret' },
      repeatable: true,
    });
  });
});

describe('decodeGetAddress', () => {
  test.each([
    ['{"address":"203.0.113.1","epoch":8123}', 8_123],
    ['{"address":"203.0.113.1"}', undefined],
  ])('decodeGetAddress reads the address, with or without the clock: %s', (body, epochSeconds) => {
    const address = '203.0.113.1';
    expect(decodeGetAddress(json(200, body))).toEqual({ address, epochSeconds });
  });

  test.each(['"203.0.113.1"', '{"address":"2001:db8::1"}', '{"address":"203.0.113.1 "}', '<html>'])(
    'decodeGetAddress refuses what is not an address: %s',
    async (body) => {
      const { code } = await caught(() => decodeGetAddress(json(200, body)));
      expect(code).toBe('NATPMP_UNEXPECTED_RESPONSE');
    },
  );

  test('decodeGetAddress says that only the front has this call, when the API does not know it', async () => {
    const error = await caught(() => decodeGetAddress(empty(404)));
    expect(error).toMatchObject({ code: 'NATPMP_NOT_FOUND', retryable: false });
    expect(error.message).toContain('only the front of Portkeep');
  });

  test.each([
    [failed({ reason: 'no-reply' }), '(no-reply)'],
    [failed({ reason: 'network-failure', result_code: 3 }), '(network-failure)'],
    [json(500, { error: 'Failed to create NAT-PMP client', reason: 'no-route' }), '(no-route)'],
  ])(
    'decodeGetAddress says why the gateway gave no address, and is never ambiguous',
    async (reply, why) => {
      const error = await caught(() => decodeGetAddress(reply));
      expect(error).toMatchObject({
        code: 'NATPMP_GATEWAY_FAILED',
        retryable: true,
        ambiguous: false,
      });
      expect(error.message).toContain(why);
      expect(error.advice).not.toMatch(/anyway|allows this one/);
    },
  );
});

describe('getAddress()', () => {
  test('getAddress() asks again when the token has changed', async () => {
    const answers = [json(401, '{"error":"Unauthorized"}'), json(200, '{"address":"203.0.113.1"}')];
    const { send, requests } = new ScriptedTransport(...answers);
    const tokens = ['old', 'new'];
    const token = () => tokens.shift() ?? 'new';
    const api = new NatPmpHttpClient({ baseUrl: 'api', token, transport: send });
    expect((await api.getAddress()).address).toBe('203.0.113.1');
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });
});
