import * as v from 'valibot';
import { expect, test } from 'vitest';
import { formatHostAndPort, listenAddress } from './listen-address.ts';

test.each([
  ['127.0.0.1:9797', { host: '127.0.0.1', port: 9797 }],
  ['[::1]:9797', { host: '::1', port: 9797 }],
  ['[fe80::1%eth0]:80', { host: 'fe80::1%eth0', port: 80 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
  ['*:9798', { host: '*', port: 9798 }],
  ['[10.0.0.5]:9798', { host: '10.0.0.5', port: 9798 }],
  ['off', 'off'],
  ['OFF', 'off'],
])('the listen address %s is understood', (text, expected) => {
  expect(v.parse(listenAddress, text)).toEqual(expected);
});

test.each([
  '9797',
  ':9797',
  '127.0.0.1',
  '127.0.0.1:',
  '::1:9797',
  '[::1]',
  '*',
  '[*]:9797',
  '*.lan:9797',
  'a:65536',
  'a:080',
  'http://a:1',
  'a b:1',
])('the listen address %s is refused', (text) => {
  expect(v.is(listenAddress, text)).toBe(false);
});

test('formatting a listen address is the inverse of parsing it', () => {
  for (const text of ['127.0.0.1:9797', '[::1]:9797', '*:9797']) {
    const address = v.parse(listenAddress, text);
    expect(address === 'off' ? address : formatHostAndPort(address)).toBe(text);
  }
});
