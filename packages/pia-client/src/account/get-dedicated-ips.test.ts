import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { reply } from '../../test/replies.ts';
import { isPiaError, type PiaErrorCode } from '../pia-error.ts';
import { decodeGetDedicatedIps, encodeGetDedicatedIps } from './get-dedicated-ips.ts';

const active = (changes: Readonly<Record<string, unknown>> = {}) => ({
  dip_token: 'DIPa',
  status: 'active',
  ip: '192.0.2.7',
  cn: 'Server-11555-2a',
  dip_expire: 1_712_345_678,
  id: 'nl_amsterdam',
  groups: ['wg', 'meta'],
  ...changes,
});
const decode = (body: unknown, status = 200, dedicatedIpTokens = ['DIPa']) =>
  decodeGetDedicatedIps(reply(status, body), { dedicatedIpTokens });

describe('encodeGetDedicatedIps()', () => {
  test('encodeGetDedicatedIps() asks with the token of the account in a header and the others in the body', () => {
    const input = { token: 'a+/=\n', dedicatedIpTokens: [' DIPa\n', 'DIPb'] };
    expect(encodeGetDedicatedIps(input)).toEqual({
      method: 'POST',
      url: 'https://www.privateinternetaccess.com/api/client/v2/dedicated_ip',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Token a+/=',
      },
      body: '{"tokens":["DIPa","DIPb"]}',
      repeatable: true,
    });
  });

  test.each([['a\nb'], ['a b'], ['ü'], ['']])(
    'encodeGetDedicatedIps() does not put the token %j into a header',
    async (token) => {
      const call = () => encodeGetDedicatedIps({ token, dedicatedIpTokens: ['DIPa'] });
      expect((await caught(call)).code).toBe('PIA_LOGIN_EXPIRED');
    },
  );

  test.each([[[]], [['DIPa', ' ']]])(
    'encodeGetDedicatedIps() does not ask about %j',
    (dedicatedIpTokens) => {
      expect(() => encodeGetDedicatedIps({ token: 't', dedicatedIpTokens })).toThrow(
        new TypeError('Cannot use "dedicatedIpTokens": give a list of at least one token'),
      );
    },
  );
});

describe('decodeGetDedicatedIps()', () => {
  test('decodeGetDedicatedIps() gives one result for each token in the order of the question', () => {
    const unusable = ['invalid', 'error', 'expired'].map((status) => ({
      dip_token: `DIP-${status}`,
      status,
      ip: null,
    }));
    const asked = ['DIP-expired\n', 'DIPa', 'DIP-invalid', 'DIP-error'];
    expect(decode([...unusable, active()], 200, asked)).toEqual([
      { token: 'DIP-expired', status: 'expired' },
      {
        token: 'DIPa',
        status: 'active',
        address: '192.0.2.7',
        hostname: 'Server-11555-2a',
        regionId: 'nl_amsterdam',
        expiresAt: new Date(1_712_345_678_000),
      },
      { token: 'DIP-invalid', status: 'invalid' },
      { token: 'DIP-error', status: 'error' },
    ]);
  });

  const failures: [string, PiaErrorCode, number, unknown][] = [
    ['a token that ended', 'PIA_LOGIN_EXPIRED', 401, 'HTTP Token: Access denied.'],
    ['a refusal as JSON', 'PIA_LOGIN_EXPIRED', 401, { message: 'no' }],
    ['flood control', 'PIA_RATE_LIMITED', 429, ''],
    ['a blocked address', 'PIA_BLOCKED', 403, 'error code: 1020'],
    ['a subscription that is over', 'PIA_SUBSCRIPTION_EXPIRED', 402, ''],
    ['a failure of the server', 'PIA_SERVER_ERROR', 500, [active()]],
    ['a redirect', 'PIA_UNEXPECTED_RESPONSE', 302, ''],
    ['HTML', 'PIA_UNEXPECTED_RESPONSE', 200, '<html>'],
    ['an object', 'PIA_UNEXPECTED_RESPONSE', 200, active()],
    ['an answer about another token', 'PIA_UNEXPECTED_RESPONSE', 200, [active({ dip_token: 'x' })]],
    ['no result', 'PIA_UNEXPECTED_RESPONSE', 200, []],
    ['an unknown state', 'PIA_UNEXPECTED_RESPONSE', 200, [active({ status: 'odd' })]],
  ];
  test.each(failures)('%s becomes %s', async (_what, code, status, body) => {
    const error = await caught(() => decode(body, status));
    expect(error).toMatchObject({ code, status });
    expect(error.message).toMatch(/^Cannot get the dedicated IP: .+; .+[^.]$/);
  });

  test.each([
    [{ ip: '2001:db8::1' }],
    [{ ip: '192.0.2.7; reboot' }],
    [{ ip: '0.0.0.0' }],
    [{ cn: 'a1\n' }],
    [{ cn: 'a1/x?y' }],
    [{ cn: '' }],
    [{ id: '' }],
    [{ dip_expire: '1712345678' }],
    [{ dip_expire: -1 }],
    [{ dip_expire: 1e13 }],
  ])('decodeGetDedicatedIps() does not accept an active one with %j', async (changes) => {
    expect((await caught(() => decode([active(changes)]))).code).toBe('PIA_UNEXPECTED_RESPONSE');
  });

  test('decodeGetDedicatedIps() only ever throws a PiaError', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `[${json}]`),
    );
    fc.assert(
      fc.property(fc.nat(599), body, (status, text) => {
        try {
          decode(text, status);
        } catch (error) {
          expect(error).toSatisfy(isPiaError);
        }
      }),
    );
  });
});
