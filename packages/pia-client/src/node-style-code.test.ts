import { expect, test } from 'vitest';
import { nodeStyleCode } from './node-style-code.ts';

const coded = (code: unknown, message = 'x', cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

test.each([
  ['its own code', coded('ECONNREFUSED'), 'ECONNREFUSED'],
  [
    'the code of a cause',
    new TypeError('fetch failed', { cause: coded('ENOTFOUND') }),
    'ENOTFOUND',
  ],
  ['a wrapper around a code', coded('UND_ERR_SOCKET', 'x', coded('EPIPE')), 'EPIPE'],
  ['a wrapper around nothing', coded('UND_ERR_SOCKET'), 'UND_ERR_SOCKET'],
  ['no code', new Error('odd'), undefined],
  ['a code that is no text', coded(7), undefined],
  ['a code that is no code', coded('https://x/?token=y'), undefined],
  ['a thrown text', 'ECONNREFUSED', undefined],
  ['nothing', undefined, undefined],
])('finds %s', (_what, error, expected) => {
  expect(nodeStyleCode(error)).toBe(expected);
});

// As printed by the fetch of Deno 2.9 and of Node 24.
test.each([
  [
    'client error (Connect): invalid peer certificate: UnknownIssuer',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ],
  [
    'invalid peer certificate: certificate expired: verification time 1795250395',
    'CERT_HAS_EXPIRED',
  ],
  ['invalid peer certificate: Expired', 'CERT_HAS_EXPIRED'],
  [
    'invalid peer certificate: certificate not valid yet: verification time 1',
    'CERT_NOT_YET_VALID',
  ],
  ['invalid peer certificate: NotValidForName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [
    'invalid peer certificate: certificate not valid for name "a"; certificate is only valid for b',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  ['received corrupt message of type InvalidContentType', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ['tcp connect error: Connection refused (os error 111)', 'ECONNREFUSED'],
  ['dns error: failed to lookup address information: Name or service not known', 'ENOTFOUND'],
  ['client error (Connect): Connection reset by peer (os error 104)', 'ECONNRESET'],
  ['connection closed before message completed', 'ECONNRESET'],
  ['Response does not match the HTTP/1.1 protocol (Expected HTTP/)', 'HPE_INVALID_CONSTANT'],
])('reads "%s"', (message, expected) => {
  const error = new TypeError('fetch failed', { cause: new Error(message) });
  expect(nodeStyleCode(error)).toBe(expected);
});

test('comes to an end in a chain that bites its tail', () => {
  const error = new Error('x');
  error.cause = error;
  expect(nodeStyleCode(error)).toBeUndefined();
});
