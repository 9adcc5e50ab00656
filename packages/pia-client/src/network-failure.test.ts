import { describe, expect, test } from 'vitest';
import { networkFailure } from './network-failure.ts';
import type { PiaErrorCode } from './pia-error.ts';

const context = { action: 'Cannot bind the port', peer: 'gateway', timeoutMs: 5_000 } as const;
const coded = (code: string) => Object.assign(new Error('x'), { code });

const CODES: readonly (readonly [PiaErrorCode, readonly string[]])[] = [
  ['PIA_CONNECTION_REFUSED', ['ECONNREFUSED', 'ConnectionRefused']],
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
      'EPROTO',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
  ],
  ['PIA_WRONG_HOSTNAME', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']],
  ['PIA_CERTIFICATE_EXPIRED', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']],
  ['PIA_UNEXPECTED_RESPONSE', ['ERR_REPLY_TOO_LARGE', 'HPE_INVALID_CONSTANT']],
  [
    'PIA_UNREACHABLE',
    ['ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'UNKNOWN'],
  ],
];

describe.each(CODES)('%s', (expected, codes) => {
  test.each(codes)('comes of %s', (code) => {
    expect(networkFailure(coded(code), context).code).toBe(expected);
  });

  test.each(['gateway', 'public'] as const)('has advice for a %s', (peer) => {
    const { message } = networkFailure(coded(codes[0] ?? ''), { ...context, peer });
    expect(message).toMatch(/^Cannot bind the port: [^;]+ \([^)]+\); [^;]+[^.]$/);
  });
});

test('an error that says nothing is PIA_UNREACHABLE, and nothing of it is told', () => {
  const error = networkFailure(new Error('GET https://x/?token=SECRET'), context);
  expect(error.code).toBe('PIA_UNREACHABLE');
  expect(error.message).toBe(
    'Cannot bind the port: the connection to the gateway failed; check that the VPN is up',
  );
});

test('a time-out names its limit', () => {
  expect(networkFailure(coded('ETIMEDOUT'), context).message).toContain('(5000 ms)');
});
