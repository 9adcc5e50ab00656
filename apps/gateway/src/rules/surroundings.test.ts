import { Secret } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { surroundings } from '../../test/samples.ts';
import { surroundingsOf } from './surroundings.ts';

const values = {
  wireguardInterface: surroundings.tunnel,
  wireguardMtu: 1_420,
  proxy: Secret.of('http://user:password@10.100.0.1:8888'),
  httpListen: 'off',
} as const;

test('the surroundings hold the proxy’s address without its password', () => {
  expect(surroundingsOf(values, surroundings.lan)).toEqual(surroundings);
});

test.each([
  ['http://10.100.0.1:80', { address: '10.100.0.1', port: 80 }],
  ['http://proxy.containers:8888', undefined],
])('the address of the proxy %s is %j', (url, expected) => {
  const { proxy } = surroundingsOf({ ...values, proxy: Secret.of(url) }, surroundings.lan);
  expect(proxy).toEqual(expected);
});

test.each([
  [{ host: '127.0.0.1', port: 9_799 }, undefined],
  [{ host: '::1', port: 9_799 }, undefined],
  [{ host: 'localhost', port: 9_799 }, undefined],
  [{ host: '*', port: 9_799 }, 9_799],
  [{ host: '10.100.0.2', port: 80 }, 80],
])('the status page on %j is open to the host on port %s', (httpListen, expected) => {
  const { statusPort } = surroundingsOf({ ...values, httpListen }, surroundings.lan);
  expect(statusPort).toBe(expected);
});
