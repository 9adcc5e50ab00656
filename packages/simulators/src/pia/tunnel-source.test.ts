import { expect, test } from 'vitest';
import { tunnelSource } from './tunnel-source.ts';

test('tunnelSource() lets in the given prefixes and nothing else', () => {
  const inside = tunnelSource(['10.0.0.0/8', '127.0.0.2']);
  const addresses = ['10.1.2.3', '127.0.0.2', '127.0.0.1', '192.168.0.1', '::1', ''];
  expect(addresses.map(inside)).toEqual([true, true, false, false, false, false]);
});

test('tunnelSource() reads IPv4 addresses as a dual-stack socket shows them', () => {
  expect(tunnelSource(['10.0.0.0/8'])('::ffff:10.1.2.3')).toBe(true);
});
