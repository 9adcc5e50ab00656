import type { KernelRoute } from '@portkeep/app-host';
import type {
  NetworkInterface,
  NetworkSnapshot,
} from '../src/sources/pia/network/network-snapshot.ts';

/** A tunnel device that is up. */
export function device(name: string, index: number, ...cidrs: string[]): NetworkInterface {
  const addresses = cidrs.map((cidr) => {
    const [address = '', prefixLength] = cidr.split('/');
    return { address, prefixLength: Number(prefixLength) };
  });
  return { name, index, kind: 'tunnel', up: true, addresses };
}

export const LO: NetworkInterface = { ...device('lo', 1, '127.0.0.1/8'), kind: 'loopback' };
export const ETH0: NetworkInterface = { ...device('eth0', 4, '172.17.0.5/16'), kind: 'other' };

/** A route of the main table. */
export function route(name: string, cidr: string, gateway: string | null = null): KernelRoute {
  const [destination = '', prefixLength] = cidr.split('/');
  return { interface: name, destination, prefixLength: Number(prefixLength), gateway, metric: 0 };
}

export function network(
  interfaces: readonly NetworkInterface[],
  routes: readonly KernelRoute[] = [],
): NetworkSnapshot {
  return { interfaces, routes };
}
