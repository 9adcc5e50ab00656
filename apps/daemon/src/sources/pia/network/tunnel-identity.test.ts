import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network } from '../../../../test/network-fixture.ts';
import { hasOnlyLoopback, tunnelIdentity } from './tunnel-identity.ts';

describe('tunnelIdentity', () => {
  test('tunnelIdentity names the device, its index and its addresses', () => {
    expect(tunnelIdentity(network([LO, ETH0, device('tun0', 7, '10.9.155.222/32')]))).toBe(
      'tun0#7:10.9.155.222/32',
    );
  });

  test('tunnelIdentity changes with the address and with the device', () => {
    const identities = [
      network([device('tun0', 7, '10.9.155.222/32')]),
      network([device('tun0', 7, '10.9.155.223/32')]),
      network([device('tun0', 8, '10.9.155.222/32')]),
      network([device('wg0', 7, '10.9.155.222/32')]),
    ].map(tunnelIdentity);
    expect(new Set(identities).size).toBe(4);
  });

  test('tunnelIdentity does not depend on the order of devices and addresses', () => {
    const one = device('tun0', 7, '10.9.0.2/32', '10.9.0.3/32');
    const same = device('tun0', 7, '10.9.0.3/32', '10.9.0.2/32');
    const other = device('wg0', 8, '10.8.0.2/32');
    expect(tunnelIdentity(network([one, other]))).toBe(tunnelIdentity(network([other, same])));
  });

  test('tunnelIdentity is "none" without a tunnel that has an address', () => {
    expect(tunnelIdentity(network([LO, ETH0, device('tun0', 7)]))).toBe('none');
  });
});

describe('hasOnlyLoopback', () => {
  test('hasOnlyLoopback does not count devices that are down', () => {
    const down = { ...device('tunl0', 0), up: false };
    expect(hasOnlyLoopback(network([LO, down]))).toBe(true);
    expect(hasOnlyLoopback(network([LO, down, ETH0]))).toBe(false);
  });

  test('hasOnlyLoopback counts a device that is up without an address', () => {
    expect(hasOnlyLoopback(network([LO, device('tun0', 7)]))).toBe(false);
  });
});
