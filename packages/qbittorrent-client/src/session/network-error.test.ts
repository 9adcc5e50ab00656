import { type FailureKind, type TlsReason, TransportFailure } from '@portkeep/http';
import { toTransportFailure } from '@portkeep/http/client';
import { describe, expect, test } from 'vitest';
import { networkFailure } from '../../test/caught.ts';
import type { QBittorrentErrorCode } from '../qbittorrent-error.ts';
import { isAway, networkError } from './network-error.ts';

const ATTEMPT = { does: 'read the log', host: 'host:8080', timeoutMs: 300 };
const failureOf = (code: string) => toTransportFailure(networkFailure(code));

/** Kind → code, whether the server was away, and how the message goes on. */
const MEANINGS: Readonly<Record<FailureKind, readonly [QBittorrentErrorCode, boolean, string]>> = {
  timeout: ['QBT_TIMEOUT', false, 'qBittorrent at host:8080 did not answer within 300 ms; '],
  refused: ['QBT_UNREACHABLE', true, 'the connection was refused; check that qBittorrent runs'],
  unreachable: ['QBT_UNREACHABLE', true, 'there is no route to it; check the address'],
  'name-not-found': ['QBT_UNREACHABLE', true, 'its name cannot be looked up; '],
  tls: ['QBT_UNREACHABLE', false, 'no secure connection could be made; '],
  closed: ['QBT_UNREACHABLE', true, 'the connection was closed; '],
  'not-http': ['QBT_UNREACHABLE', true, 'the server there does not speak HTTP; '],
  'too-large': [
    'QBT_UNEXPECTED_RESPONSE',
    false,
    'the reply of host:8080 is longer than its transport reads; ',
  ],
  'port-blocked': ['QBT_UNREACHABLE', true, 'fetch never connects to this port; '],
  'proxy-refused': ['QBT_UNREACHABLE', true, 'the proxy does not connect to it; '],
  'no-resources': ['QBT_NO_RESOURCES', false, 'no memory is left (ECODE); free some memory'],
  other: ['QBT_UNREACHABLE', true, 'the network failed; check the address'],
};

const TLS: Readonly<Record<TlsReason, string>> = {
  untrusted:
    'its certificate is not trusted; make its authority known, e.g. with NODE_EXTRA_CA_CERTS',
  'wrong-name': 'its certificate is for another name; ',
  expired: 'its certificate has expired; ',
  'not-yet-valid': 'its certificate is not valid yet; ',
  'not-tls': 'it does not speak TLS; use http, not https',
  'no-common-version': 'its version of TLS is too old; ',
  'client-certificate': 'it asks for a client certificate; ',
  other: 'no secure connection could be made; ',
};

describe('networkError', () => {
  test.each(Object.entries(MEANINGS))(
    'networkError explains a failure of the kind %s',
    (kind, expected) => {
      const [code, away, text] = expected;
      const failure = new TransportFailure(kind as FailureKind, { code: 'ECODE', maybeSent: true });
      const error = networkError(failure, ATTEMPT);
      expect(error).toMatchObject({ code, status: undefined });
      expect(error.message).toMatch(/^Cannot read the log: /);
      expect(error.message).toContain(text);
      expect(isAway(failure)).toBe(away);
    },
  );

  test.each(Object.entries(TLS))(
    'networkError explains a TLS connection that fails with %s',
    (reason, text) => {
      const tlsReason = reason as TlsReason;
      const failure = new TransportFailure('tls', { code: 'ECODE', maybeSent: false, tlsReason });
      const { code, message } = networkError(failure, ATTEMPT);
      expect(code).toBe('QBT_UNREACHABLE');
      expect(message).toContain(`qBittorrent cannot be reached at host:8080 (ECODE): ${text}`);
      expect(isAway(failure)).toBe(false);
    },
  );

  test('networkError names the limit that a reply was longer than, and the option that sets it', () => {
    const details = { code: 'ECODE', maybeSent: true, maxBytes: 134_217_728 };
    const error = networkError(new TransportFailure('too-large', details), ATTEMPT);
    expect(error.maxBytes).toBe(134_217_728);
    expect(error.message).toContain('the reply of host:8080 is longer than 134217728 bytes; ');
    expect(error.advice).toContain('"maxBytes"');
  });

  test('networkError treats a kind or TLS reason that a newer @portkeep/http adds as "other"', () => {
    const newKind = Object.assign(new Error('No reply'), {
      name: 'TransportFailure',
      kind: 'quota-exceeded',
      code: 'EQUOTA',
    });
    expect(networkError(toTransportFailure(newKind), ATTEMPT)).toMatchObject({
      code: 'QBT_UNREACHABLE',
      message: expect.stringContaining('(EQUOTA): the network failed; '),
    });
    const newReason = Object.assign(newKind, { kind: 'tls', tlsReason: 'revoked' });
    expect(networkError(toTransportFailure(newReason), ATTEMPT).message).toContain(
      'no secure connection could be made; ',
    );
  });

  test.each([
    ['ECONNREFUSED', 'QBT_UNREACHABLE', true],
    ['ECONNRESET', 'QBT_UNREACHABLE', true],
    ['EHOSTUNREACH', 'QBT_UNREACHABLE', true],
    ['ENOTFOUND', 'QBT_UNREACHABLE', true],
    ['HPE_INVALID_CONSTANT', 'QBT_UNREACHABLE', true],
    ['SOMETHING_NEW', 'QBT_UNREACHABLE', true],
    ['ETIMEDOUT', 'QBT_TIMEOUT', false],
    ['UND_ERR_HEADERS_TIMEOUT', 'QBT_TIMEOUT', false],
    ['ERR_REPLY_TOO_LARGE', 'QBT_UNEXPECTED_RESPONSE', false],
    ['EPROTO', 'QBT_UNREACHABLE', false],
    ['CERT_HAS_EXPIRED', 'QBT_UNREACHABLE', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'QBT_UNREACHABLE', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'QBT_UNREACHABLE', false],
  ])(
    'networkError understands %s from a transport with Node-style codes',
    (code, expected, away) => {
      const error = networkError(failureOf(code), ATTEMPT);
      expect(error.code).toBe(expected);
      expect(error.message).not.toContain('secret-in-the-message');
      expect(error.cause).toBeUndefined();
      expect(isAway(failureOf(code))).toBe(away);
    },
  );

  test.each([
    'EMFILE',
    'ENFILE',
    'ENOMEM',
    'ENOBUFS',
    'ENOSPC',
    'EDQUOT',
    'EAGAIN',
    'EADDRNOTAVAIL',
    'EADDRINUSE',
  ])(
    'networkError names what this machine lacks for %s, and does not blame qBittorrent',
    (code) => {
      const { code: own, message } = networkError(failureOf(code), ATTEMPT);
      expect(own).toBe('QBT_NO_RESOURCES');
      expect(message).toMatch(/: (no \w+|this machine) .*; (raise|free|use) /);
      expect(message).not.toMatch(/qBittorrent|network|DNS/);
      expect(isAway(failureOf(code))).toBe(false);
    },
  );

  test.each(['not an error', undefined, new Error('secret'), networkFailure('not-a-code secret')])(
    'networkError repeats nothing of %s',
    (thrown) => {
      const error = networkError(toTransportFailure(thrown), ATTEMPT);
      expect(error.code).toBe('QBT_UNREACHABLE');
      expect(error.message).not.toContain('secret');
    },
  );
});
