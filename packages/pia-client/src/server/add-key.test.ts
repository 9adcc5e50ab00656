import { describe, expect, test } from 'vitest';
import { addKeyAnswer, PUBLIC_KEY, SERVER_KEY } from '../../test/add-key-answer.ts';
import { caught } from '../../test/caught.ts';
import { reply } from '../../test/replies.ts';
import type { PiaErrorCode } from '../pia-error.ts';
import { decodeAddKey, encodeAddKey } from './add-key.ts';

const hostname = 'Server-11555-2a';
const DIP = { token: `DIP${'x'.repeat(29)}`, address: '192.0.2.7' };
const decode = (changes: Readonly<Record<string, unknown>>) =>
  decodeAddKey(reply(200, addKeyAnswer(changes)), { publicKey: PUBLIC_KEY });

describe('encodeAddKey()', () => {
  test('encodeAddKey() sends token and key in the query, where each character survives', () => {
    const { url, headers, ...rest } = encodeAddKey({
      hostname,
      token: 'a+/= &#b',
      publicKey: PUBLIC_KEY,
    });
    expect(rest).toEqual({ method: 'GET' });
    expect(headers).toEqual({ accept: 'application/json' });
    expect(url).toMatch(/^https:\/\/server-11555-2a:1337\/addKey\?pt=a%2B%2F%3D/);
    expect([...new URL(url).searchParams]).toEqual([
      ['pt', 'a+/= &#b'],
      ['pubkey', PUBLIC_KEY],
    ]);
  });

  test('encodeAddKey() sends the login of a dedicated IP as Basic credentials, and no token', () => {
    const dedicatedIp = { ...DIP, token: ` ${DIP.token}\n` };
    const { url, headers } = encodeAddKey({
      hostname,
      port: 443,
      dedicatedIp,
      publicKey: PUBLIC_KEY,
    });
    expect(url).toBe(
      `https://server-11555-2a/addKey?${new URLSearchParams({ pubkey: PUBLIC_KEY })}`,
    );
    const [scheme, credentials = ''] = headers.authorization?.split(' ') ?? [];
    expect(scheme).toBe('Basic');
    expect(atob(credentials)).toBe(`dedicated_ip_${DIP.token}:192.0.2.7`);
  });

  test.each([
    ['without a token', { token: ' ' }],
    ['without the token of a dedicated IP', { dedicatedIp: { ...DIP, token: '' } }],
    ['with a colon in such a token', { dedicatedIp: { ...DIP, token: 'DIP:x' } }],
    [
      'with a letter in such a token that Basic cannot carry',
      { dedicatedIp: { ...DIP, token: 'ü' } },
    ],
    ['without the address of a dedicated IP', { dedicatedIp: { ...DIP, address: '' } }],
  ])('encodeAddKey() refuses to build a request %s', async (_how, login) => {
    const call = () => encodeAddKey({ hostname, publicKey: PUBLIC_KEY, ...login });
    const error = await caught(call);
    expect(error.code).toBe('PIA_LOGIN_EXPIRED');
    expect(error.message).toMatch(/^Cannot register the WireGuard key: .+; .+[^.]$/);
  });

  test.each([
    [''],
    ['A'.repeat(44)],
    [`${'A'.repeat(42)}B=`],
    [`${'A'.repeat(43)}`],
    [`${PUBLIC_KEY}\n`],
    [PUBLIC_KEY.replaceAll('+', '-')],
  ])('encodeAddKey() does not take %j for a key', (publicKey) => {
    expect(() => encodeAddKey({ hostname, token: 't', publicKey })).toThrow(
      new TypeError(
        'Cannot use "publicKey": it is not a WireGuard key; give base64 of 32 bytes, e.g. from createWireGuardKeyPair()',
      ),
    );
  });
});

describe('decodeAddKey()', () => {
  test('decodeAddKey() reads the settings of the tunnel', () => {
    const body = JSON.stringify(addKeyAnswer({ more: 1 }), undefined, 4);
    expect(decodeAddKey(reply(200, body), { publicKey: PUBLIC_KEY })).toEqual({
      serverKey: SERVER_KEY,
      endpoint: { address: '192.0.2.2', port: 1337 },
      gateway: '10.9.128.1',
      address: '10.9.155.222',
      dnsServers: ['10.0.0.243', '10.0.0.242'],
    });
  });

  test.each([['10.9.155.222/32'], ['10.9.155.222/16'], ['10.9.155.222']])(
    'decodeAddKey() reads the address of this end from %j, without the prefix',
    (peer_ip) => {
      expect(decode({ peer_ip }).address).toBe('10.9.155.222');
    },
  );

  test.each([[65_535], ['65535'], ['065'.padStart(5, '0')]])(
    'decodeAddKey() reads the port %j',
    (server_port) => {
      expect(decode({ server_port }).endpoint.port).toBe(Number(server_port));
    },
  );

  test.each([[undefined], [null], [[]]])(
    'decodeAddKey() reads %j as no DNS servers',
    (dns_servers) => {
      expect(decode({ dns_servers }).dnsServers).toEqual([]);
    },
  );

  test.each([
    [{ peer_pubkey: SERVER_KEY }],
    [{ peer_pubkey: '' }],
    [{ peer_pubkey: `${PUBLIC_KEY}\n` }],
  ])('decodeAddKey() does not accept the registration of another key: %j', async (changes) => {
    const error = await caught(() => decode(changes));
    expect(error).toMatchObject({ code: 'PIA_KEY_MISMATCH', status: 200 });
  });

  const failures: [string, PiaErrorCode, number, unknown][] = [
    ['a token that ended', 'PIA_LOGIN_EXPIRED', 200, { status: 'ERROR', message: 'Login failed!' }],
    ['the same under 401', 'PIA_LOGIN_EXPIRED', 401, { status: 'ERROR', message: 'Login failed!' }],
    ['a refusal as text', 'PIA_LOGIN_EXPIRED', 401, 'HTTP Token: Access denied.'],
    ['a refusal without words', 'PIA_LOGIN_EXPIRED', 403, ''],
    ['flood control', 'PIA_RATE_LIMITED', 429, ''],
    ['a locked account', 'PIA_RATE_LIMITED', 401, { code: 'too_many_attempts' }],
    ['an unknown error', 'PIA_UNEXPECTED_RESPONSE', 200, { status: 'ERROR', message: 'odd' }],
    ['no status', 'PIA_UNEXPECTED_RESPONSE', 200, addKeyAnswer({ status: undefined })],
    ['another status of HTTP', 'PIA_UNEXPECTED_RESPONSE', 201, addKeyAnswer()],
    ['a redirect', 'PIA_UNEXPECTED_RESPONSE', 302, ''],
    ['HTML', 'PIA_UNEXPECTED_RESPONSE', 200, '<html>'],
    ['nothing', 'PIA_UNEXPECTED_RESPONSE', 200, ''],
    ['a timeout behind the server', 'PIA_SERVER_ERROR', 504, '<html>'],
    ['a failure with the right body', 'PIA_SERVER_ERROR', 500, addKeyAnswer()],
  ];
  test.each(failures)('%s becomes %s', async (_what, code, status, body) => {
    const call = () => decodeAddKey(reply(status, body), { publicKey: PUBLIC_KEY });
    const error = await caught(call);
    expect(error).toMatchObject({ code, status });
    expect(error.message).toMatch(/^Cannot register the WireGuard key: .+; .+[^.]$/);
  });

  test('decodeAddKey() names the field that is not valid, and quotes nothing of it', async () => {
    const error = await caught(() => decode({ dns_servers: ['10.0.0.243', '; reboot'] }));
    expect(error.message).toBe(
      'Cannot register the WireGuard key: "dns_servers.1" in the answer is missing or not valid; use another server, or look for a newer version of this package',
    );
  });
});
