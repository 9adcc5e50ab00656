import { describe, expect, test } from 'vitest';
import { ConnectionError } from './connection-error.ts';

const adviceFor = (code: string, stage: 'tcp' | 'tls' = 'tls') =>
  new ConnectionError('pia.example', code, stage).advice;

describe('the advice for a certificate that is not accepted', () => {
  test.each([
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'INVALID_PURPOSE',
    'INVALID_CA',
    'PATH_LENGTH_EXCEEDED',
    // Name constraints, and unknown extensions.
    'UNSPECIFIED',
    'UNHANDLED_CRITICAL_EXTENSION',
    'EPROTO',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])(
    'the advice for a certificate with %s is to look for something that intercepts the connection',
    (code) => {
      expect(adviceFor(code)).toContain('intercepts the connection');
    },
  );

  test.each(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])(
    'the advice for a certificate with %s is to check the clock',
    (code) => {
      expect(adviceFor(code)).toContain('clock');
    },
  );
});

test.each([
  ['ECONNREFUSED', 'tcp', 'the VPN is up'],
  ['ETIMEDOUT', 'tcp', 'the VPN is up'],
  ['ENETUNREACH', 'tcp', 'the VPN is up'],
  ['EMFILE', 'tcp', 'open files'],
  ['EADDRNOTAVAIL', 'tcp', 'IPv4'],
  ['ENOMEM', 'tls', 'memory'],
  ['ETIMEDOUT', 'tls', 'MTU'],
  ['ECONNRESET', 'tls', 'MTU'],
] as const)('after %s in the stage %s the advice mentions %s', (code, stage, words) => {
  expect(adviceFor(code, stage)).toContain(words);
});
