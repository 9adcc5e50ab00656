import { expect, test } from 'vitest';
import { openStatusPort, proxyAddress } from './surroundings.ts';

test.each([
  ['http://user:password@10.100.0.1:8888', { address: '10.100.0.1', port: 8_888 }],
  ['http://10.100.0.1:80', { address: '10.100.0.1', port: 80 }],
  ['http://proxy.containers:8888', undefined],
])('the address of the proxy %s is %j', (url, expected) => {
  expect(proxyAddress(url)).toEqual(expected);
});

test.each([
  ['off', undefined],
  [{ host: '127.0.0.1', port: 9_799 }, undefined],
  [{ host: '::1', port: 9_799 }, undefined],
  [{ host: 'localhost', port: 9_799 }, undefined],
  [{ host: '*', port: 9_799 }, 9_799],
  [{ host: '10.100.0.2', port: 80 }, 80],
] as const)('the status page on %j is open on port %s', (listen, expected) => {
  expect(openStatusPort(listen)).toBe(expected);
});
