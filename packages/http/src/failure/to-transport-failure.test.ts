import { expect, test } from 'vitest';
import { toTransportFailure } from './to-transport-failure.ts';

const failed = (syscall?: string) =>
  new Error('x', { cause: Object.assign(new Error('y'), { code: 'EHOSTUNREACH', syscall }) });

test.each([
  ['connect', false],
  [undefined, false],
  ['read', true],
  ['write', true],
])('a request to an unreachable host (%s) may have been sent: %s', (syscall, maybeSent) => {
  expect(toTransportFailure(failed(syscall))).toMatchObject({ kind: 'unreachable', maybeSent });
});

test.each([
  ['connect', false],
  ['getaddrinfo', false],
  ['write', true],
  [undefined, true],
])('a request may have been sent before memory ran out in %s: %s', (syscall, maybeSent) => {
  const error = new Error('x', {
    cause: Object.assign(new Error('y'), { code: 'ENOMEM', syscall }),
  });
  expect(toTransportFailure(error)).toMatchObject({ kind: 'no-resources', maybeSent });
});

test('a request may have been sent before a connection closed, but not when it was refused', () => {
  expect(toTransportFailure({ code: 'ECONNRESET' })).toMatchObject({ maybeSent: true });
  expect(toTransportFailure({ code: 'ECONNREFUSED' })).toMatchObject({ maybeSent: false });
});

test.each([
  ['CERT_HAS_EXPIRED', false],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
  ['EPROTO', true],
  ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', true],
])('a request may have been sent before a failure of TLS (%s): %s', (code, maybeSent) => {
  expect(toTransportFailure({ code })).toMatchObject({ kind: 'tls', maybeSent });
});
