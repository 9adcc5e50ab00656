import { expect, test } from 'vitest';
import { failureCode } from './failure-code.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  [withCode('ECONNREFUSED'), 'ECONNREFUSED'],
  [withCode('ConnectionRefused'), 'ECONNREFUSED'],
  [withCode('ConnectionClosed'), 'ECONNRESET'],
  [withCode('FailedToOpenSocket'), 'ENOTFOUND'],
  [new TypeError('fetch failed', { cause: withCode('EPIPE') }), 'EPIPE'],
  [new TypeError('fetch failed', { cause: withCode('UND_ERR_SOCKET') }), 'ECONNRESET'],
  [new TypeError('client error (Connect): Connection refused (os error 111)'), 'ECONNREFUSED'],
  [new TypeError('client error (Connect): dns error: failed to lookup'), 'ENOTFOUND'],
  [new TypeError('invalid peer certificate: UnknownIssuer'), 'ERR_TLS_CERT'],
  [new TypeError('anything'), 'ERR_NETWORK'],
  [withCode('http://api/?secret'), 'ERR_NETWORK'],
  [Object.assign(new Error('x'), { code: 20 }), 'ERR_NETWORK'],
  ['no error', 'ERR_NETWORK'],
])('gives %s the code of Node.js', (error, code) => {
  expect(failureCode(error)).toBe(code);
});

test('does not follow a cause that leads to itself for ever', () => {
  const loop = new Error('loop');
  loop.cause = loop;
  expect(failureCode(loop)).toBe('ERR_NETWORK');
});
