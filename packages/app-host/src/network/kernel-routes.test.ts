import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIpv4, networkOf } from './ipv4.ts';
import { findKernelRoute, type KernelRoute, parseKernelRoutes } from './kernel-routes.ts';

const HEADER =
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT          \n';

function hex(address: number): string {
  const octets = [0, 8, 16, 24].map((shift) => (address >>> shift) & 255);
  return octets.map((octet) => octet.toString(16).padStart(2, '0').toUpperCase()).join('');
}

function mask(prefixLength: number): number {
  return prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
}

const anyRoute = fc
  .record({
    name: fc.constantFrom('tun0', 'eth0', 'wg-pia.5', '*'),
    value: fc.integer({ min: 0, max: 0xffffffff }),
    prefixLength: fc.integer({ min: 0, max: 32 }),
    gateway: fc.option(fc.integer({ min: 1, max: 0xffffffff })),
    metric: fc.nat(4096),
  })
  .map(({ name, value, prefixLength, gateway, metric }) => {
    const network = networkOf(value, prefixLength);
    const flags = gateway === null ? '0001' : '0003';
    const fields = [name, hex(network), hex(gateway ?? 0), flags, 0, 0, metric];
    const line = [...fields, hex(mask(prefixLength)), 0, 0, 0].join('\t');
    const route: KernelRoute = {
      interface: name,
      destination: formatIpv4(network),
      prefixLength,
      gateway: gateway === null ? null : formatIpv4(gateway),
      metric,
    };
    return { line: `${line}      `, route };
  });

describe('parseKernelRoutes', () => {
  test('parseKernelRoutes reads any table that the kernel can print', () => {
    fc.assert(
      fc.property(fc.array(anyRoute), (rows) => {
        const text = `${HEADER}${rows.map(({ line }) => `${line}\n`).join('')}`;
        expect(parseKernelRoutes(text)).toEqual(rows.map(({ route }) => route));
      }),
    );
  });

  test('parseKernelRoutes reads a route as OpenVPN sets it', () => {
    const line = 'tun0\t00000000\t01E00A0A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n';
    expect(parseKernelRoutes(HEADER + line)).toEqual([
      {
        interface: 'tun0',
        destination: '0.0.0.0',
        prefixLength: 1,
        gateway: '10.10.224.1',
        metric: 0,
      },
    ]);
  });

  test('parseKernelRoutes skips routes that are not up, and lines that are not routes', () => {
    const down = 'tun0\t00000000\t00000000\t0000\t0\t0\t0\t00000000\t0\t0\t0\n';
    expect(parseKernelRoutes(`${HEADER}${down}tun0\n\n`)).toEqual([]);
    expect(parseKernelRoutes('')).toEqual([]);
  });
});

describe('findKernelRoute', () => {
  const route = (name: string, cidr: string, metric = 0): KernelRoute => {
    const [destination = '', prefixLength] = cidr.split('/');
    return {
      interface: name,
      destination,
      prefixLength: Number(prefixLength),
      gateway: null,
      metric,
    };
  };

  test('findKernelRoute prefers the longest prefix, then the lowest metric', () => {
    const routes = [
      route('eth0', '0.0.0.0/0'),
      route('tun0', '0.0.0.0/1'),
      route('wlan0', '10.0.0.0/8', 600),
      route('eth0', '10.0.0.0/8', 100),
    ];
    expect(findKernelRoute(routes, '10.1.2.3')?.metric).toBe(100);
    expect(findKernelRoute(routes, '11.1.2.3')?.interface).toBe('tun0');
    expect(findKernelRoute(routes, '200.1.2.3')?.interface).toBe('eth0');
  });

  test('findKernelRoute returns nothing without a matching route or a valid address', () => {
    expect(findKernelRoute([], '10.1.2.3')).toBeUndefined();
    expect(findKernelRoute([route('eth0', '0.0.0.0/0')], 'name')).toBeUndefined();
  });
});
