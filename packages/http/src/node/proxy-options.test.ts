import { expect, test } from 'vitest';
import { isHonoured, proxyOptions } from './proxy-options.ts';

test.each([
  ['Node.js 22.20', { node: '22.20.9' }, false],
  ['Node.js 22.21', { node: '22.21.0' }, true],
  ['Node.js 23', { node: '23.11.1' }, false],
  ['Node.js 24.4', { node: '24.4.1' }, false],
  ['Node.js 24.5', { node: '24.5.0' }, true],
  ['Node.js 25', { node: '25.0.0' }, true],
  ['Node.js 20', { node: '20.99.0' }, false],
  ['Deno 2.8, whatever Node.js it names', { deno: '2.8.3', node: '24.5.0' }, false],
  ['Deno 2.9', { deno: '2.9.0', node: '22.1.0' }, true],
  ['Deno 3', { deno: '3.0.0', node: '22.1.0' }, true],
  ['Bun 1.3, whatever Node.js it names', { bun: '1.3.14', node: '24.5.0' }, false],
  ['Bun 1.4', { bun: '1.4.0', node: '22.1.0' }, true],
  ['an unknown runtime', {}, false],
])('a proxy on %s: %j is honoured: %s', (_name, versions, honoured) => {
  expect(isHonoured(versions)).toBe(honoured);
});

test('a proxy is used for both protocols, without exceptions', () => {
  const proxyEnv = { HTTP_PROXY: 'http://a:b@proxy:3128/', HTTPS_PROXY: 'http://a:b@proxy:3128/' };
  expect(proxyOptions(new URL('http://a:b@proxy:3128'))).toEqual({
    proxyEnv: { ...proxyEnv, NO_PROXY: '' },
  });
});

test('without a proxy, none is used that the environment names', () => {
  expect(proxyOptions(undefined)).toEqual({ proxyEnv: {} });
});

test('a SOCKS proxy is refused, without its password in the message', () => {
  expect(() => proxyOptions(new URL('socks5://user:hunter2@proxy'))).toThrow(
    /^Cannot use "proxy": give an http or https address$/,
  );
});

test('a proxy that is given as a text is refused, and the message shows how to give it', () => {
  const proxy: unknown = 'http://proxy:3128';
  expect(() => proxyOptions(proxy as URL)).toThrow(
    new TypeError('Cannot use "proxy": give a URL object, e.g. new URL("http://proxy:3128")'),
  );
});

test('a proxy is refused on a runtime that would ignore it', () => {
  expect(() => proxyOptions(new URL('http://proxy'), { node: '22.20.0' })).toThrow(
    /Node.js 22\.21/,
  );
});
