import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { query } from '../../protocol/query.ts';
import { listOf } from '../../records/list-of.ts';
import { type NetworkInterface, NetworkInterfaceSchema } from '../../records/network-interface.ts';

/** A network interface. */
export interface InterfaceAddressesInput {
  /** Its `value` in the list of interfaces; empty = all of them. */
  readonly iface: string;
}

/** The network interfaces that have addresses, where qBittorrent runs. */
export const networkInterfaceList: Endpoint<undefined, readonly NetworkInterface[]> = query(
  'app/networkInterfaceList',
  {
    since: '2.3.0',
    does: 'list the network interfaces',
    read: json(listOf(NetworkInterfaceSchema)),
  },
);

/** The addresses of a network interface, IPv4 and IPv6; empty when there is no such interface. */
export const networkInterfaceAddressList: Endpoint<InterfaceAddressesInput, readonly string[]> =
  postQuery('app/networkInterfaceAddressList', {
    since: '2.3.0',
    does: 'list the addresses of the network interface',
    params: ({ iface }) => ({ iface }),
    read: json(listOf(v.string())),
  });
