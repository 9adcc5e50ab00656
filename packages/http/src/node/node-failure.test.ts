import { expect, test } from 'vitest';
import { TransportFailure } from '../failure/transport-failure.ts';
import { nodeFailure } from './node-failure.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const DIRECT = { sent: true, viaProxy: false };

test.each([
  [
    'EPROTO',
    'write EPROTO: SSL routines:tls_validate_record_header:wrong version number',
    'not-tls',
  ],
  [
    'EPROTO',
    'write EPROTO: SSL routines:ssl3_read_bytes:tlsv1 alert protocol version',
    'no-common-version',
  ],
  ['EPROTO', 'write EPROTO: SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure', 'other'],
  ['EPROTO', 'write EPROTO', 'not-tls'],
  ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', 'x', 'client-certificate'],
  ['CERT_HAS_EXPIRED', 'alert protocol version', 'expired'],
])('%s with the text "%s" means %s', (code, message, tlsReason) => {
  expect(nodeFailure(coded(code, message), DIRECT)).toMatchObject({ kind: 'tls', tlsReason });
});

test('a code is the same on each runtime', () => {
  expect(nodeFailure(coded('HPE_INVALID_CONSTANT'), DIRECT).code).toBe('HPE_INVALID');
  expect(nodeFailure(coded('ERR_SOCKET_CLOSED'), DIRECT).code).toBe('ECONNRESET');
});

test('a failure says whether the request may have left', () => {
  expect(nodeFailure(coded('ECONNRESET'), DIRECT).maybeSent).toBe(true);
  expect(nodeFailure(coded('ECONNRESET'), { ...DIRECT, sent: false }).maybeSent).toBe(false);
});

test('a server asks late for a client certificate, but has accepted nothing before', () => {
  const failure = nodeFailure(coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), DIRECT);
  expect(failure.maybeSent).toBe(false);
});

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND'])(
  '%s is blamed on the proxy where there is one',
  (code) => {
    expect(nodeFailure(coded(code), { sent: false, viaProxy: true })).toMatchObject({
      kind: 'proxy-refused',
      code,
    });
    expect(nodeFailure(coded(code), { sent: false, viaProxy: false }).kind).not.toBe(
      'proxy-refused',
    );
  },
);

test.each([
  [403, 403],
  [407, 407],
  [Number.NaN, undefined],
  [undefined, undefined],
  ['403', undefined],
  [12, undefined],
])('of a proxy that answers with status %s, the failure names %s', (statusCode, proxyStatus) => {
  const error = Object.assign(coded('ERR_PROXY_TUNNEL'), { statusCode });
  const failure = nodeFailure(error, { sent: false, viaProxy: true });
  expect(failure).toMatchObject({ kind: 'proxy-refused' });
  expect(failure.proxyStatus).toBe(proxyStatus);
});

test('an error without a code is other, and a TransportFailure stays what it is', () => {
  expect(nodeFailure(new Error('x'), DIRECT)).toMatchObject({ kind: 'other', code: 'UNKNOWN' });
  const failure = new TransportFailure('too-large', { code: 'X', maybeSent: true });
  expect(nodeFailure(failure, DIRECT)).toBe(failure);
});
