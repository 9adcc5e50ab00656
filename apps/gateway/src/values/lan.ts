import { networkInterfaces } from 'node:os';
import { formatIpv4, networkOf, parseIpv4 } from '@portkeep/app-host';
import * as v from 'valibot';
import type { InterfaceName } from './interface-name.ts';
import { type Ipv4, ipv4 } from './ipv4.ts';

/** The network that the gateway shares with the hosts behind it. */
export interface Lan {
  readonly interface: InterfaceName;
  /** The gateway's own address. */
  readonly address: Ipv4;
  readonly network: Ipv4;
  readonly prefixLength: number;
}

const prefixLength = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32));

/** The network on an interface, or `undefined` while that has no IPv4 address. */
export function findLan(name: InterfaceName, interfaces = networkInterfaces()): Lan | undefined {
  const own = interfaces[name]?.find(({ family }) => family === 'IPv4');
  return own?.cidr ? lanAround(name, own.cidr) : undefined;
}

/** The network around an address with a prefix length, such as `10.100.0.2/24`. */
export function lanAround(name: InterfaceName, cidr: string): Lan | undefined {
  const [text = '', digits = ''] = cidr.split('/');
  const address = v.safeParse(ipv4, text);
  const length = v.safeParse(prefixLength, Number(digits));
  const own = parseIpv4(text);
  if (!address.success || !length.success || own === undefined) return undefined;
  const network = v.safeParse(ipv4, formatIpv4(networkOf(own, length.output)));
  if (!network.success) return undefined;
  return {
    interface: name,
    address: address.output,
    network: network.output,
    prefixLength: length.output,
  };
}

/** An example of a network with an interface. */
export const EXAMPLE_LAN = '10.100.0.2/24';

/** The example, for what works without an address on the interface. */
export function exampleLan(name: InterfaceName): Lan {
  const lan = lanAround(name, EXAMPLE_LAN);
  if (lan === undefined) throw new Error('The example of a network is wrong');
  return lan;
}

/** Whether a host with this address can be in the network; its first and last address are no host's. */
export function hasHost({ network, prefixLength }: Lan, address: Ipv4): boolean {
  const [first, candidate] = [parseIpv4(network), parseIpv4(address)];
  if (first === undefined || candidate === undefined) return false;
  if (networkOf(candidate, prefixLength) !== first) return false;
  // A network of two addresses or one has no first and last to spare.
  const last = first + 2 ** (32 - prefixLength) - 1;
  return prefixLength >= 31 || (candidate !== first && candidate !== last);
}
