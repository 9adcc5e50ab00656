import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { encodeGetToken } from './account/get-token.ts';
import { decodeBindPort, encodeBindPort } from './gateway/bind-port.ts';
import { encodeGetSignature } from './gateway/get-signature.ts';
import { PiaGatewayClient } from './gateway/pia-gateway-client.ts';
import { PiaAccountClient } from './with-ky/pia-account-client.ts';

const hostname = 'a1';
const ODD = [undefined, null, '', ' ', '\ud800', 5, Number.NaN, true, [], {}, () => 'x', 5n];

describe('a caller without types', () => {
  test.each(ODD)(
    'a caller without types gets a coded error for the token %s, and nothing is sent',
    async (token) => {
      const { gateway, sent } = watched();
      const given = token as never;
      for (const call of [
        () => gateway.getSignature(given),
        () => encodeGetSignature({ hostname, token: given }),
      ]) {
        expect((await caught(call)).code).toBe('PIA_TOKEN_REJECTED');
      }
      expect(sent).toEqual([]);
    },
  );

  test.each(ODD)(
    'a caller without types gets a coded error for the claim %s, and nothing is sent',
    async (odd) => {
      const { gateway, sent } = watched();
      const good = { payload: 'cGF5bG9hZA==', signature: 'c2ln' };
      for (const claim of [
        odd,
        { ...good, payload: odd },
        { ...good, signature: odd },
      ] as never[]) {
        for (const call of [
          () => gateway.bindPort(claim),
          () => encodeBindPort({ hostname, claim }),
        ]) {
          expect((await caught(call)).code).toBe('PIA_BAD_SIGNATURE');
        }
      }
      expect(sent).toEqual([]);
    },
  );

  test.each(ODD)(
    'a caller without types gets a coded error for the user name or password %s',
    async (odd) => {
      const good = { username: 'p1234567', password: 'x' };
      for (const input of [
        odd,
        { ...good, username: odd },
        { ...good, password: odd },
      ] as never[]) {
        const { code } = await caught(() => encodeGetToken(input));
        expect(code).toBe('PIA_CREDENTIALS_REJECTED');
      }
    },
  );

  test('a caller without types gets a coded error without any input', async () => {
    const nothing = undefined as never;
    expect((await caught(() => encodeGetSignature(nothing))).code).toBe('PIA_TOKEN_REJECTED');
    expect((await caught(() => encodeBindPort(nothing))).code).toBe('PIA_BAD_SIGNATURE');
  });

  test('a caller without types gets an error that names the option when it gives no options at all', () => {
    const nothing = undefined as never;
    expect(() => new PiaAccountClient(nothing)).toThrow(/^Cannot use "username": /);
    expect(() => new PiaGatewayClient(nothing)).toThrow(/^Cannot use "transport": /);
  });

  test('a caller without types may give the expiry of a claim as JSON keeps it', async () => {
    const expiresAt = '2026-01-01T00:00:00Z' as never;
    const reply = { status: 400, headers: {}, body: '{"status":"ERROR","message":"no"}' };
    const now = Date.parse('2026-01-02T00:00:00Z');
    const { code } = await caught(() => decodeBindPort(reply, { expiresAt, now }));
    expect(code).toBe('PIA_CLAIM_EXPIRED');
  });
});

function watched() {
  const sent: string[] = [];
  const gateway = new PiaGatewayClient({
    hostname,
    async transport({ url }) {
      sent.push(url);
      return { status: 200, headers: {}, body: '{}' };
    },
  });
  return { gateway, sent };
}
