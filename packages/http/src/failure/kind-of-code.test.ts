import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { kindOfCode } from './kind-of-code.ts';

test.each([
  ['ETIMEDOUT', 'timeout', undefined],
  ['ESOCKETTIMEDOUT', 'timeout', undefined],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout', undefined],
  ['ECONNREFUSED', 'refused', undefined],
  ['ConnectionRefused', 'refused', undefined],
  ['EHOSTUNREACH', 'unreachable', undefined],
  ['EACCES', 'unreachable', undefined],
  ['ENOTFOUND', 'name-not-found', undefined],
  ['EAI_AGAIN', 'name-not-found', undefined],
  ['ECONNRESET', 'closed', undefined],
  ['EPIPE', 'closed', undefined],
  ['UND_ERR_SOCKET', 'closed', undefined],
  ['ERR_REPLY_TOO_LARGE', 'too-large', undefined],
  ['ERR_BLOCKED_PORT', 'port-blocked', undefined],
  ['ERR_PROXY_TUNNEL', 'proxy-refused', undefined],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'wrong-name'],
  ['CERT_HAS_EXPIRED', 'tls', 'expired'],
  ['CERT_NOT_YET_VALID', 'tls', 'not-yet-valid'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls', 'client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 'no-common-version'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tls', 'no-common-version'],
  ['EPROTO', 'tls', 'not-tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'not-tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'untrusted'],
  ['CERT_SIGNATURE_FAILURE', 'tls', 'untrusted'],
  ['INVALID_PURPOSE', 'tls', 'untrusted'],
  ['UNHANDLED_CRITICAL_EXTENSION', 'tls', 'untrusted'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', 'other'],
  ['HPE_INVALID_CONSTANT', 'not-http', undefined],
  ['ERR_REPLY_INTERIM', 'not-http', undefined],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'not-http', undefined],
  ['ERR_INVALID_PROTOCOL', 'other', undefined],
  ['ERR_SOCKET_BAD_PORT', 'other', undefined],
  ['ERR_INVALID_URL', 'other', undefined],
  ['UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'other', undefined],
  ['SOMETHING_NEW', 'other', undefined],
  ['', 'other', undefined],
])('the code %s means %s, %s', (code, kind, tlsReason) => {
  expect(kindOfCode(code)).toEqual({ kind, tlsReason });
});

/** Errors of the system that are about this machine, and neither about the network nor about a server. */
const LACKS = new Set([
  ...['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS', 'ENOSPC', 'EDQUOT'],
  ...['EAGAIN', 'EADDRINUSE', 'EADDRNOTAVAIL'],
]);

test.each([...Object.keys(constants.errno), 'EAI_MEMORY'])(
  'the code %s is blamed on this machine only if this machine lacks something',
  (code) => {
    const isLack = LACKS.has(code) || code === 'EAI_MEMORY';
    expect(kindOfCode(code).kind === 'no-resources').toBe(isLack);
  },
);
