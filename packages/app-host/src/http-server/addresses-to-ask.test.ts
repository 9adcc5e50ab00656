import { expect, test } from 'vitest';
import { addressesToAsk } from './addresses-to-ask.ts';

test.each([
  ['127.0.0.1', ['127.0.0.1:80']],
  ['0.0.0.0', ['127.0.0.1:80']],
  ['*', ['127.0.0.1:80', '[::1]:80']],
  ['::', ['127.0.0.1:80', '[::1]:80']],
  ['0:0:0:0:0:0:0:0', ['127.0.0.1:80', '[::1]:80']],
  ['::0', ['127.0.0.1:80', '[::1]:80']],
  ['::1', ['[::1]:80']],
  ['box', ['box:80']],
])('a server that listens on %s is asked at %o', (host, expected) => {
  expect(addressesToAsk({ host, port: 80 })).toEqual(expected);
});
