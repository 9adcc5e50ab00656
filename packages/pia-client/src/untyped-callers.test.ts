import type { Transport } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { PUBLIC_KEY } from '../test/add-key-answer.ts';
import { caught } from '../test/caught.ts';
import { encodeGetDedicatedIps } from './account/get-dedicated-ips.ts';
import { decodeBindPort, encodeBindPort } from './gateway/bind-port.ts';
import { encodeGetSignature } from './gateway/get-signature.ts';
import { PiaGatewayClient } from './gateway/pia-gateway-client.ts';
import { encodeAddKey } from './server/add-key.ts';
import { PiaServerClient } from './server/pia-server-client.ts';
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
    'a caller without types gets a coded error for the login %s at a server',
    async (odd) => {
      const good = { token: 'DIPx', address: '192.0.2.7' };
      for (const login of [
        { token: odd },
        ...(odd === undefined ? [] : [{ dedicatedIp: odd }]),
        { dedicatedIp: { ...good, token: odd } },
        { dedicatedIp: { ...good, address: odd } },
      ]) {
        const input = { hostname, publicKey: PUBLIC_KEY, ...login } as never;
        expect((await caught(() => encodeAddKey(input))).code).toBe('PIA_LOGIN_EXPIRED');
      }
    },
  );

  test.each(ODD)(
    'a caller without types gets an error that names the key %s, and nothing is sent',
    async (odd) => {
      const { transport, sent } = watched();
      const input = { token: 't', publicKey: odd as never };
      await expect(new PiaServerClient({ hostname, transport }).addKey(input)).rejects.toThrow(
        /^Cannot use "publicKey": /,
      );
      expect(sent).toEqual([]);
    },
  );

  test.each(ODD)(
    'a caller without types gets an error for the token %s about dedicated IPs',
    async (odd) => {
      const { code } = await caught(() =>
        encodeGetDedicatedIps({ token: odd as never, dedicatedIpTokens: ['DIPx'] }),
      );
      expect(code).toBe('PIA_LOGIN_EXPIRED');
      for (const dedicatedIpTokens of [odd, [odd]] as never[]) {
        expect(() => encodeGetDedicatedIps({ token: 't', dedicatedIpTokens })).toThrow(
          /^Cannot use "dedicatedIpTokens": /,
        );
      }
    },
  );

  test('a caller without types gets a coded error without any input', async () => {
    const nothing = undefined as never;
    expect((await caught(() => encodeGetSignature(nothing))).code).toBe('PIA_TOKEN_REJECTED');
    expect((await caught(() => encodeBindPort(nothing))).code).toBe('PIA_BAD_SIGNATURE');
    expect((await caught(() => encodeAddKey(nothing))).code).toBe('PIA_LOGIN_EXPIRED');
    expect((await caught(() => encodeGetDedicatedIps(nothing))).code).toBe('PIA_LOGIN_EXPIRED');
  });

  test('a caller without types gets an error that names the option when it gives no options at all', () => {
    const nothing = undefined as never;
    expect(() => new PiaAccountClient(nothing)).toThrow(/^Cannot use "username": /);
    expect(() => new PiaGatewayClient(nothing)).toThrow(/^Cannot use "transport": /);
    expect(() => new PiaServerClient(nothing)).toThrow(/^Cannot use "transport": /);
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
  const transport: Transport = async ({ url }) => {
    sent.push(url);
    return { status: 200, headers: {}, body: '{}' };
  };
  return { gateway: new PiaGatewayClient({ hostname, transport }), transport, sent };
}
