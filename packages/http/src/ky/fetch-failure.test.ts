import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { TransportFailure } from '../failure/transport-failure.ts';
import { fetchFailure } from './fetch-failure.ts';

const failed = (message: string, code?: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
const deno = (text: string) =>
  failed(
    `error sending request for url (http://user:hunter2@nas/): client error (Connect): ${text}`,
  );

test.each([
  [
    'undici, a socket that was closed',
    failed('other side closed', 'UND_ERR_SOCKET'),
    'closed',
    'ECONNRESET',
    true,
  ],
  [
    'undici, an upgrade',
    failed('bad upgrade', 'UND_ERR_SOCKET'),
    'not-http',
    'ERR_REPLY_UPGRADE',
    true,
  ],
  [
    'undici, half a chunk',
    failed('Response does not match the HTTP/1.1 protocol (Invalid EOF state)'),
    'closed',
    'ECONNRESET',
    true,
  ],
  [
    'undici, a bad chunk',
    failed('Response does not match the HTTP/1.1 protocol (Invalid character in chunk size)'),
    'not-http',
    'HPE_INVALID',
    true,
  ],
  [
    'undici, too many headers',
    failed('Headers Overflow Error', 'UND_ERR_HEADERS_OVERFLOW'),
    'not-http',
    'HPE_INVALID',
    true,
  ],
  ['undici, a blocked port', failed('bad port'), 'port-blocked', 'ERR_BLOCKED_PORT', false],
  [
    'undici, an end within the handshake',
    failed(
      'Client network socket disconnected before secure TLS connection was established',
      'ECONNRESET',
    ),
    'closed',
    'ECONNRESET',
    false,
  ],
  [
    'Deno, a refusal',
    deno('tcp connect error: Connection refused (os error 111)'),
    'refused',
    'ECONNREFUSED',
    false,
  ],
  [
    'Deno, no network',
    deno('tcp connect error: Network is unreachable (os error 101)'),
    'unreachable',
    'ENETUNREACH',
    false,
  ],
  [
    'Deno, no host',
    deno('tcp connect error: No route to host (os error 113)'),
    'unreachable',
    'EHOSTUNREACH',
    false,
  ],
  [
    'Deno, an unknown name',
    deno('dns error: failed to lookup address information'),
    'name-not-found',
    'ENOTFOUND',
    false,
  ],
  [
    'Deno, no file descriptor',
    deno('tcp open error: Too many open files (os error 24)'),
    'no-resources',
    'EMFILE',
    false,
  ],
  [
    'Deno, no address of its own',
    deno('tcp connect error: Cannot assign requested address (os error 99)'),
    'no-resources',
    'EADDRNOTAVAIL',
    false,
  ],
  [
    'Deno, no memory',
    deno('tcp open error: No buffer space available (os error 105)'),
    'no-resources',
    'ENOMEM',
    false,
  ],
  ['Deno, an end within the handshake', deno('tls handshake eof'), 'closed', 'ECONNRESET', false],
  ['Deno, an unknown failure to connect', deno('something new'), 'other', 'UNKNOWN', false],
  [
    'Deno, bytes before the request',
    failed('client error (SendRequest): received unexpected message from connection'),
    'not-http',
    'HPE_INVALID',
    true,
  ],
  [
    'Deno, too many headers',
    failed('client error (SendRequest): message head is too large'),
    'not-http',
    'HPE_INVALID',
    true,
  ],
  [
    'Deno, half a body',
    new TypeError('error reading a body from connection'),
    'closed',
    'ECONNRESET',
    true,
  ],
  [
    'Bun, not HTTP',
    Object.assign(new TypeError('x'), { code: 'Malformed_HTTP_Response' }),
    'not-http',
    'HPE_INVALID',
    true,
  ],
  [
    'Bun, an upgrade',
    Object.assign(new TypeError('x'), { code: 'UnrequestedUpgrade' }),
    'not-http',
    'ERR_REPLY_UPGRADE',
    true,
  ],
  [
    'Bun, a refusal',
    Object.assign(new TypeError('x'), { code: 'ConnectionRefused' }),
    'refused',
    'ECONNREFUSED',
    false,
  ],
  [
    'Bun, a failure of TLS whenever it comes',
    Object.assign(new TypeError('TLS handshake failed'), { code: 'EPROTO' }),
    'tls',
    'EPROTO',
    true,
  ],
  [
    'Deno, a text in the place of a TLS record after the request',
    failed('client error (SendRequest): received corrupt message of type InvalidContentType'),
    'tls',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    true,
  ],
  ['a browser', new TypeError('Failed to fetch'), 'other', 'UNKNOWN', true],
])('%s gets the code that it has on every runtime', (_what, error, kind, code, maybeSent) => {
  expect(fetchFailure(error)).toMatchObject({ kind, code, maybeSent });
});

test.each([
  ['invalid peer certificate: certificate expired: verification time 1796096376', 'expired'],
  ['invalid peer certificate: certificate not valid yet: verification time 1', 'not-yet-valid'],
  [
    'invalid peer certificate: certificate not valid for name "nas"; certificate is only valid for',
    'wrong-name',
  ],
  ['invalid peer certificate: UnknownIssuer', 'untrusted'],
  ['received corrupt message of type InvalidContentType', 'not-tls'],
  ['received fatal alert: ProtocolVersion', 'no-common-version'],
  ['received fatal alert: CertificateRequired', 'client-certificate'],
  ['received fatal alert: HandshakeFailure', 'other'],
])('the text of rustls "%s" means %s', (text, tlsReason) => {
  expect(fetchFailure(deno(text))).toMatchObject({ kind: 'tls', tlsReason, maybeSent: false });
});

test('a failure repeats nothing of what fetch said, which may quote a password', () => {
  expect(inspect(fetchFailure(deno('something new')), { depth: 9 })).not.toContain('hunter2');
});

test('a TransportFailure stays what it is', () => {
  const failure = new TransportFailure('too-large', { code: 'X', maybeSent: true });
  expect(fetchFailure(failure)).toBe(failure);
});
