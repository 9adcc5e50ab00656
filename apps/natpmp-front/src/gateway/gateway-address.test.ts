import * as v from 'valibot';
import { expect, test } from 'vitest';
import { gatewayAddress } from './gateway-address.ts';

test.each([
  ['10.2.0.1', { host: '10.2.0.1', port: 5351 }],
  ['127.0.0.1:40000', { host: '127.0.0.1', port: 40_000 }],
])('NATPMP_GATEWAY=%s means %j', (text, address) => {
  expect(v.parse(gatewayAddress, text)).toEqual(address);
});

test.each([
  '',
  'fritz.box',
  '10.2.0',
  '10.2.0.256',
  '10.2.0.1:',
  '10.2.0.1:0',
  '10.2.0.1:65536',
  '::1',
  '[::1]:5351',
  'http://10.2.0.1',
])('NATPMP_GATEWAY=%j is refused', (text) => {
  expect(v.safeParse(gatewayAddress, text).success).toBe(false);
});
