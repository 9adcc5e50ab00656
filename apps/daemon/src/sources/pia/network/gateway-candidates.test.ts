import { formatIpv4, networkOf, parseIpv4 } from '@portkeep/app-host';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { device, ETH0, LO, network, route } from '../../../../test/network-fixture.ts';
import { gatewayCandidates } from './gateway-candidates.ts';

const LAN = [route('eth0', '0.0.0.0/0', '172.17.0.1'), route('eth0', '172.17.0.0/16')];
const wireguard = network([LO, ETH0, device('tun0', 7, '10.9.155.222/32')], LAN);
const openvpn = network(
  [LO, ETH0, device('tun0', 7, '10.10.230.7/19')],
  [
    ...LAN,
    route('tun0', '0.0.0.0/1', '10.10.224.1'),
    route('tun0', '128.0.0.0/1', '10.10.224.1'),
    route('tun0', '10.10.224.0/19'),
  ],
);
const addresses = (list: readonly { readonly address: string }[]) =>
  list.map(({ address }) => address);

describe('gatewayCandidates', () => {
  test('gatewayCandidates derives the gateway of a /32 WireGuard tunnel from the address plan', () => {
    expect(addresses(gatewayCandidates(wireguard).candidates)).toEqual([
      '10.9.128.1',
      '10.9.155.1',
      '10.9.154.1',
      '10.9.152.1',
      '10.9.144.1',
      '10.9.0.1',
    ]);
  });

  test('gatewayCandidates begins with the next hop that OpenVPN routes through', () => {
    expect(gatewayCandidates(openvpn).candidates[0]).toEqual({
      address: '10.10.224.1',
      source: 'route',
    });
  });

  test('gatewayCandidates begins with the first host of a real subnet where no route names the gateway', () => {
    const tunnel = network([device('tun0', 7, '10.115.3.4/16')]);
    expect(addresses(gatewayCandidates(tunnel).candidates).slice(0, 2)).toEqual([
      '10.115.0.1',
      '10.115.128.1',
    ]);
  });

  test('gatewayCandidates uses a host route through the tunnel as a hint', () => {
    const pinned = network(wireguard.interfaces, [route('tun0', '10.33.0.9/32')]);
    expect(addresses(gatewayCandidates(pinned).candidates)[0]).toBe('10.33.0.9');
  });

  test('gatewayCandidates puts the remembered gateway first while it fits the tunnel', () => {
    const { candidates } = gatewayCandidates(wireguard, { remembered: '10.9.0.1' });
    expect(candidates[0]).toEqual({ address: '10.9.0.1', source: 'remembered' });
    expect(addresses(candidates).filter((address) => address === '10.9.0.1')).toHaveLength(1);
    expect(gatewayCandidates(wireguard, { remembered: '10.44.0.1' })).toEqual(
      gatewayCandidates(wireguard),
    );
  });

  test('gatewayCandidates makes a configured gateway the only candidate, whatever it is', () => {
    expect(gatewayCandidates(network([LO]), { configured: '127.0.0.1' })).toEqual({
      candidates: [{ address: '127.0.0.1', source: 'configured' }],
      excluded: [],
    });
  });

  test('gatewayCandidates excludes addresses that a route of another device takes away, and says which', () => {
    const lan = route('eth0', '10.0.0.0/8', '172.17.0.1');
    const { candidates, excluded } = gatewayCandidates(
      network(openvpn.interfaces, [...openvpn.routes, lan]),
    );
    expect(addresses(candidates)).toEqual(['10.10.224.1', '10.10.230.1', '10.10.228.1']);
    expect(addresses(excluded)).toEqual(['10.10.128.1', '10.10.192.1', '10.10.0.1']);
    expect(excluded.every((candidate) => candidate.route === lan)).toBe(true);
  });

  test('gatewayCandidates never offers the LAN gateway, nor anything outside 10.0.0.0/8', () => {
    const other = network(
      [ETH0, device('tun0', 7, '192.168.77.2/24')],
      [...LAN, route('tun0', '0.0.0.0/1', '192.168.77.1')],
    );
    expect(gatewayCandidates(other)).toEqual({ candidates: [], excluded: [] });
  });

  test('gatewayCandidates offers nothing without a tunnel', () => {
    expect(gatewayCandidates(network([LO, ETH0], LAN)).candidates).toEqual([]);
  });

  test('gatewayCandidates covers the gateway of every subnet from /16 to /24, once, and never the tunnel itself', () => {
    const host = fc.integer({ min: 0x0a000002, max: 0x0afffffe });
    fc.assert(
      fc.property(host, fc.integer({ min: 8, max: 32 }), (value, prefixLength) => {
        const own = formatIpv4(value);
        const found = addresses(
          gatewayCandidates(network([device('wg', 3, `${own}/${prefixLength}`)])).candidates,
        );
        expect(new Set(found).size).toBe(found.length);
        expect(found.length).toBeLessThanOrEqual(11);
        expect(found).not.toContain(own);
        for (let prefix = 16; prefix <= 24; prefix++) {
          const gateway = formatIpv4(networkOf(value, prefix) + 1);
          if (gateway !== own) expect(found).toContain(gateway);
        }
        expect(found.every((address) => (parseIpv4(address) ?? 0) >>> 16 === value >>> 16)).toBe(
          true,
        );
      }),
    );
  });
});
