import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { reply } from '../../test/replies.ts';
import { PiaError, type PiaErrorCode } from '../pia-error.ts';
import { decodeBindPort, encodeBindPort } from './bind-port.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');
const BUSY = { status: '', message: 'Port 51813 is busy. Please use another server' };

test('encodeBindPort() gives the server payload and signature byte for byte', () => {
  const text = fc.string({ unit: 'binary-ascii' }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 65_535 }), (payload, signature, port) => {
      const { url } = encodeBindPort({ hostname: 'a1', port, claim: { payload, signature } });
      const { pathname, searchParams } = new URL(url);
      expect(pathname).toBe('/bindPort');
      expect([...searchParams]).toEqual([
        ['payload', payload],
        ['signature', signature],
      ]);
    }),
  );
});

describe('decodeBindPort()', () => {
  const date = 'Wed, 14 Jan 2026 19:30:00 GMT';

  test("decodeBindPort() reports when the gateway answered, by the gateway's clock", () => {
    const { repliedAt } = decodeBindPort(reply(200, { status: 'OK' }, { date }));
    expect(repliedAt).toEqual(new Date(NOW));
  });

  test.each([
    ['ahead', 70 * 86_400_000, 1, 'PIA_UNEXPECTED_RESPONSE'],
    ['behind', -70 * 86_400_000, -1, 'PIA_CLAIM_EXPIRED'],
  ] as const)(
    "a clock that runs far %s does not overrule the gateway's",
    async (_how, off, end, code) => {
      const options = { expiresAt: new Date(NOW + end), now: NOW + off };
      const error = await caught(() => decodeBindPort(reply(400, {}, { date }), options));
      expect(error).toMatchObject({ code, repliedAt: new Date(NOW) });
    },
  );

  test.each([['port scheduled for add'], ['timer refreshed'], ['anything else']])(
    'decodeBindPort() reads "%s" as a success',
    (message) => {
      expect(decodeBindPort(reply(200, { status: 'OK', message }))).toEqual({ message });
    },
  );

  test.each([[{ status: 'OK' }], [{ status: 'OK', message: 7 }]])(
    'decodeBindPort() does not need the message: %j',
    (body) => {
      expect(decodeBindPort(reply(200, body))).toEqual({ message: '' });
    },
  );

  const failures: [string, PiaErrorCode, number, unknown][] = [
    ['bad signature', 'PIA_BAD_SIGNATURE', 401, { status: '', message: 'bad signature' }],
    ['busy', 'PIA_PORT_BUSY', 409, BUSY],
    ['busy, other case', 'PIA_PORT_BUSY', 409, { message: 'port 1 is busy.' }],
    ['busy under 200', 'PIA_PORT_BUSY', 200, BUSY],
    ['outside', 'PIA_NOT_THROUGH_TUNNEL', 401, { message: 'Unauthorized client' }],
    [
      'an expired claim, by the message',
      'PIA_CLAIM_EXPIRED',
      401,
      { message: 'payload has expired' },
    ],
    ['too old', 'PIA_CLAIM_EXPIRED', 400, { message: 'token is too old' }],
    ['gateway timeout', 'PIA_SERVER_ERROR', 504, '<html>\n<head><title>504'],
    ['error under 200', 'PIA_UNEXPECTED_RESPONSE', 200, { status: 'ERROR' }],
    ['unknown refusal', 'PIA_UNEXPECTED_RESPONSE', 401, { status: 'ERROR', message: 'odd' }],
    ['nothing', 'PIA_UNEXPECTED_RESPONSE', 200, ''],
    ['created', 'PIA_UNEXPECTED_RESPONSE', 201, { status: 'OK' }],
  ];
  test.each(failures)('decodeBindPort() turns %s into %s', async (_what, code, status, body) => {
    const expiresAt = new Date(NOW + 1);
    const error = await caught(() => decodeBindPort(reply(status, body), { expiresAt, now: NOW }));
    expect(error).toMatchObject({ code, status });
    expect(error.message).toMatch(/^Cannot bind the port: .+; .+[^.]$/);
  });

  test('decodeBindPort() names the busy port', async () => {
    const error = await caught(() => decodeBindPort(reply(409, BUSY)));
    expect(error.message).toContain('holds port 51813');
  });

  test.each(failures)(
    'decodeBindPort() turns %s into PIA_CLAIM_EXPIRED for a claim that has expired',
    async (_w, _c, status, body) => {
      const expiresAt = new Date(NOW);
      const error = await caught(() =>
        decodeBindPort(reply(status, body), { expiresAt, now: NOW }),
      );
      expect(error.code).toBe('PIA_CLAIM_EXPIRED');
    },
  );

  test('decodeBindPort() believes a gateway that still accepts a claim whose time is over', () => {
    const expiresAt = new Date(NOW - 1);
    const answer = reply(200, { status: 'OK', message: 'timer refreshed' });
    expect(decodeBindPort(answer, { expiresAt, now: NOW }).message).toBe('timer refreshed');
  });

  test('decodeBindPort() only ever throws a PiaError', () => {
    fc.assert(
      fc.property(fc.nat(599), fc.oneof(fc.string(), fc.json()), (status, body) => {
        try {
          decodeBindPort(reply(status, body));
        } catch (error) {
          expect(error).toBeInstanceOf(PiaError);
        }
      }),
    );
  });
});
