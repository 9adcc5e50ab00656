import { expect, test } from 'vitest';
import { isPiaTunnelAddress } from './pia-tunnel-address.ts';

test('isPiaTunnelAddress() knows the range that PIA uses inside its tunnels', () => {
  expect(['10.0.0.1', '10.255.255.255'].every(isPiaTunnelAddress)).toBe(true);
  expect(['9.255.255.255', '11.0.0.0', '192.168.1.1', 'x'].some(isPiaTunnelAddress)).toBe(false);
});
