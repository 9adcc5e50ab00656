import { type FailureKind, TransportFailure } from '@portkeep/http';
import { exchange } from '@portkeep/http/client';
import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { MEANINGS, type Peer, TLS_MEANINGS } from './failure-table.ts';
import { networkError } from './network-error.ts';
import type { PiaError, PiaErrorCode } from './pia-error.ts';

const action = 'Cannot bind the port';
const timeoutMs = 5_000;
const PEERS: readonly Peer[] = ['gateway', 'public', 'server'];

/** The error that a client throws when its transport rejects with this. */
function failureOf(error: unknown, peer: Peer = 'gateway'): Promise<PiaError> {
  const request = { method: 'GET', url: 'https://127.0.0.1/', headers: {} };
  const failed = networkError({ action, peer, timeoutMs });
  const transport = () => Promise.reject(error);
  return caught(() => exchange(transport, request, { timeoutMs, failed }));
}

const coded = (code: string) => Object.assign(new Error('x'), { code });

const CODES: readonly (readonly [PiaErrorCode, readonly string[]])[] = [
  ['PIA_PROXY_REFUSED', ['ERR_PROXY_TUNNEL']],
  ['PIA_CONNECTION_REFUSED', ['ECONNREFUSED', 'ConnectionRefused', 'ERR_BLOCKED_PORT']],
  ['PIA_TIMEOUT', ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT']],
  [
    'PIA_NOT_PIA',
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'INVALID_PURPOSE',
      'INVALID_CA',
      'CERT_SIGNATURE_FAILURE',
      'CERT_UNTRUSTED',
      'CRL_HAS_EXPIRED',
      'UNSPECIFIED',
      'EPROTO',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    ],
  ],
  ['PIA_WRONG_HOSTNAME', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']],
  ['PIA_CERTIFICATE_EXPIRED', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']],
  [
    'PIA_UNEXPECTED_RESPONSE',
    ['ERR_REPLY_TOO_LARGE', 'HPE_INVALID_CONSTANT', 'UND_ERR_HEADERS_OVERFLOW'],
  ],
  [
    'PIA_NO_RESOURCES',
    [
      'EMFILE',
      'ENFILE',
      'ENOMEM',
      'ENOBUFS',
      'ENOSPC',
      'EDQUOT',
      'EAGAIN',
      'EADDRNOTAVAIL',
      'EADDRINUSE',
    ],
  ],
  [
    'PIA_UNREACHABLE',
    ['ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'UNKNOWN'],
  ],
];

describe.each(CODES)('%s', (expected, codes) => {
  test.each(codes)(
    'the error of a transport with the code %s has the expected code',
    async (code) => {
      for (const peer of PEERS) {
        expect((await failureOf(coded(code), peer)).code).toBe(expected);
      }
    },
  );
});

const kinds = (Object.keys(MEANINGS) as FailureKind[]).filter((kind) => kind !== 'tls');
const everyFailure: [string, TransportFailure][] = [
  ...kinds.map((kind): [string, TransportFailure] => [
    kind,
    new TransportFailure(kind, { code: 'CODE', maybeSent: false }),
  ]),
  ...(Object.keys(TLS_MEANINGS) as (keyof typeof TLS_MEANINGS)[]).map(
    (tlsReason): [string, TransportFailure] => [
      `tls, ${tlsReason}`,
      new TransportFailure('tls', { code: 'CODE', tlsReason, maybeSent: false }),
    ],
  ),
];

describe.each(everyFailure)('a failure of kind %s', (_kind, failure) => {
  test.each(PEERS)('each failure has advice for a %s server', async (peer) => {
    const { message, advice } = await failureOf(failure, peer);
    expect(advice).toMatch(/^[a-z"].+[^.]$/);
    expect(message).toMatch(/^Cannot bind the port: [^;]+ \((CODE|5000 ms)\); /);
    expect(message.endsWith(`; ${advice}`)).toBe(true);
  });
});

test.each([
  ['a closed connection', 'ECONNRESET'],
  ['a timeout', 'ETIMEDOUT'],
])('%s at the gateway advises to check the VPN', async (_what, code) => {
  expect((await failureOf(coded(code))).advice).toBe('check that the VPN is up');
});

test.each(everyFailure.filter(([, { kind }]) => kind === 'tls'))(
  'a failure of kind %s does not advise to check the VPN',
  async (_what, failure) => {
    expect((await failureOf(failure)).advice).not.toContain('that the VPN is up');
  },
);

test('an error without details is PIA_UNREACHABLE, and nothing of it is shown', async () => {
  const error = await failureOf(new Error('GET https://x/?token=SECRET'));
  expect(error.code).toBe('PIA_UNREACHABLE');
  expect(error.message).toBe(
    'Cannot bind the port: the connection to the gateway failed (UNKNOWN); check that the VPN is up',
  );
});

test.each(CODES.filter(([code]) => code === 'PIA_NO_RESOURCES').flatMap(([, codes]) => codes))(
  'the message for %s names what this machine lacks, and blames neither the VPN nor PIA',
  async (code) => {
    for (const peer of PEERS) {
      const { message } = await failureOf(coded(code), peer);
      expect(message).toMatch(/: (no \w+|this machine) .*; (raise|free|use) /);
      expect(message).toContain(`(${code})`);
      expect(message).not.toMatch(/VPN|PIA|gateway|server|DNS|internet|firewall/);
    }
  },
);

test.each([true, false])(
  'an error keeps whether the request may have been sent: %s',
  async (maybeSent) => {
    const failure = new TransportFailure('closed', { code: 'ECONNRESET', maybeSent });
    expect((await failureOf(failure)).maybeSent).toBe(maybeSent);
  },
);

test('a timeout names its limit', async () => {
  expect((await failureOf(coded('ETIMEDOUT'))).message).toContain('(5000 ms)');
});

describe('a newer @portkeep/http than this client knows', () => {
  const newer = (details: object) =>
    Object.assign(new Error('x'), { name: 'TransportFailure', code: 'NEW', ...details });

  test('a newer @portkeep/http than this client knows may reject with an unknown kind, which counts as other', async () => {
    const error = await failureOf(newer({ kind: 'too-early' }));
    expect(error).toMatchObject({ code: 'PIA_UNREACHABLE', advice: 'check that the VPN is up' });
  });

  test.each(['quantum', 'toString', undefined])(
    'a newer @portkeep/http than this client knows may give the TLS reason %s, which counts as other',
    async (tlsReason) => {
      const error = await failureOf(newer({ kind: 'tls', tlsReason }));
      expect(error.code).toBe('PIA_NOT_PIA');
    },
  );
});

test.each([
  [{ code: 'ERR_PROXY_TUNNEL', proxyStatus: 407 }, /a password that it accepts \(status 407\); /],
  [{ code: 'ERR_PROXY_TUNNEL', proxyStatus: 403 }, /refuses to connect .+ \(status 403\); /],
  [{ code: 'ERR_PROXY_TUNNEL' }, /does not answer as an HTTP proxy does \(ERR_PROXY_TUNNEL\); /],
  [{ code: 'ECONNREFUSED' }, /the proxy cannot be reached \(ECONNREFUSED\); /],
])('the message about a proxy that fails with %j names what it did', async (details, expected) => {
  const failure = new TransportFailure('proxy-refused', { ...details, maybeSent: false });
  for (const peer of PEERS) {
    const error = await failureOf(failure, peer);
    expect(error.code).toBe('PIA_PROXY_REFUSED');
    expect(error.message).toMatch(expected);
    expect(error.message).not.toMatch(/VPN|internet|gateway/);
  }
});

test('an answer that is too large is reported with the limit and the option that sets it', async () => {
  const details = { code: 'ERR_REPLY_TOO_LARGE', maybeSent: true, maxBytes: 65_536 };
  const error = await failureOf(new TransportFailure('too-large', details));
  expect(error.code).toBe('PIA_UNEXPECTED_RESPONSE');
  expect(error.message).toContain('(longer than the 65536 bytes of the transport\'s "maxBytes")');
});
