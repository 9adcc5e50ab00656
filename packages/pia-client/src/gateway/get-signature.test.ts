import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { reply } from '../../test/replies.ts';
import { PiaError, type PiaErrorCode } from '../pia-error.ts';
import { decodeGetSignature, encodeGetSignature } from './get-signature.ts';

const payload = btoa(
  '{"port":47047,"extra":{"a":1},"expires_at":"2026-03-17T14:20:08.551108225Z"}',
);
const OK = { status: 'OK', payload, signature: 'c2ln+/==' };

test('encodeGetSignature() gives the server the token byte for byte', () => {
  const text = fc.string({ unit: 'binary-ascii' }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(text, (token) => {
      const { url, method } = encodeGetSignature({ hostname: 'Server-11555-2a', token });
      expect(method).toBe('GET');
      expect(url).toMatch(/^https:\/\/server-11555-2a:19999\/getSignature\?token=[^+ ]*/);
      expect(new URL(url).searchParams.get('token')).toBe(token);
    }),
  );
});

describe('decodeGetSignature()', () => {
  test('decodeGetSignature() keeps payload and signature unchanged', () => {
    expect(decodeGetSignature(reply(200, OK))).toEqual({
      port: 47047,
      expiresAt: new Date('2026-03-17T14:20:08.551Z'),
      payload,
      signature: 'c2ln+/==',
    });
  });

  const failures: [string, PiaErrorCode, number, unknown][] = [
    [
      'outside the tunnel',
      'PIA_NOT_THROUGH_TUNNEL',
      401,
      { status: 'ERROR', message: 'Unauthorized client' },
    ],
    ['too many', 'PIA_RATE_LIMITED', 429, ''],
    ['gateway timeout', 'PIA_SERVER_ERROR', 504, '<html> <head>'],
    ['unknown refusal', 'PIA_TOKEN_REJECTED', 401, ''],
    ['error under 200', 'PIA_TOKEN_REJECTED', 200, { ...OK, status: 'ERROR' }],
    ['a refusal without a status', 'PIA_TOKEN_REJECTED', 400, { message: 'invalid token' }],
    ['JSON that is not a refusal', 'PIA_UNEXPECTED_RESPONSE', 200, { padding: 'x' }],
    ['a page that is not there', 'PIA_UNEXPECTED_RESPONSE', 404, { message: 'no such page' }],
    ['a port that is busy', 'PIA_PORT_BUSY', 409, { status: '', message: 'Port 1 is busy.' }],
    ['no signature', 'PIA_UNEXPECTED_RESPONSE', 200, { ...OK, signature: undefined }],
    ['empty signature', 'PIA_UNEXPECTED_RESPONSE', 200, { ...OK, signature: '' }],
    ['no port inside', 'PIA_UNEXPECTED_RESPONSE', 200, { ...OK, payload: btoa('{}') }],
    ['no JSON', 'PIA_UNEXPECTED_RESPONSE', 200, 'OK'],
    ['nothing', 'PIA_UNEXPECTED_RESPONSE', 200, ''],
    ['redirect', 'PIA_UNEXPECTED_RESPONSE', 307, ''],
  ];
  test.each(failures)(
    'decodeGetSignature() turns %s into %s',
    async (_what, code, status, body) => {
      const error = await caught(() => decodeGetSignature(reply(status, body)));
      expect(error.code).toBe(code);
      expect(error.message).toMatch(/^Cannot (get a port|read the port claim): .+; .+[^.]$/);
    },
  );

  test.each(
    [
      'Login failed!',
      'login failed',
      'Token expired',
      'the token is too old',
      'bad signature',
    ].flatMap((message) => [200, 400, 401, 403].map((status) => [message, status] as const)),
  )(
    'decodeGetSignature() reads "%s" with status %i as a rejected token',
    async (message, status) => {
      const refused = reply(status, { status: 'ERROR', message });
      const error = await caught(() => decodeGetSignature(refused));
      expect(error).toMatchObject({ code: 'PIA_TOKEN_REJECTED', status, maybeSent: true });
    },
  );

  test("a claim without dates counts its 30 days by the gateway's clock", () => {
    const undated = { ...OK, payload: btoa('{"port":47047}') };
    const date = 'Wed, 14 Jan 2026 19:30:00 GMT';
    const claim = decodeGetSignature(reply(200, undated, { date }), 0);
    expect(claim.expiresAt).toEqual(new Date('2026-02-13T19:30:00Z'));
  });

  test('decodeGetSignature() only ever throws a PiaError', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ status: fc.constant('OK'), payload: fc.string(), signature: fc.string() }),
    );
    fc.assert(
      fc.property(fc.constantFrom(200, 401, 500), body, (status, content) => {
        try {
          decodeGetSignature(reply(status, content));
        } catch (error) {
          expect(error).toBeInstanceOf(PiaError);
        }
      }),
    );
  });
});
