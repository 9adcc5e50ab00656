import type { InterfaceName } from '../values/interface-name.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';

/** What of the tunnel's end matters to addresses and routes. */
export type Routing = Pick<TunnelEnd, 'address' | 'gateway' | 'dnsServers'>;

/** An address of an interface. */
export interface LinkAddress {
  readonly address: Ipv4;
  readonly prefixLength: number;
}

/** The lines for `ip -batch -` before the first configuration: nothing is left of an earlier tunnel. */
export function stopLink(tunnel: InterfaceName): string {
  return batch([`link set dev ${tunnel} down`, `address flush dev ${tunnel}`]);
}

/** The lines for `ip -batch -` after the first configuration. */
export function startLink(tunnel: InterfaceName, mtu: number, routing: Routing): string {
  return batch([
    `address replace ${routing.address}/32 dev ${tunnel}`,
    `link set dev ${tunnel} mtu ${mtu} up`,
    ...routes(tunnel, routing),
  ]);
}

/**
 * The lines for `ip -batch -` that move a running tunnel to a new address. The old one goes after the
 * new one came, so that the hosts are never without a route.
 *
 * @param old What the interface and its routes have now, as read from the kernel.
 */
export function moveAddress(
  tunnel: InterfaceName,
  routing: Routing,
  old: { readonly addresses: readonly LinkAddress[]; readonly hosts: readonly Ipv4[] },
): string {
  const kept = new Set(hostsInTunnel(routing));
  return batch([
    `address replace ${routing.address}/32 dev ${tunnel}`,
    ...old.hosts
      .filter((host) => !kept.has(host))
      .map((host) => `route delete ${host}/32 dev ${tunnel}`),
    ...old.addresses
      .filter(({ address, prefixLength }) => address !== routing.address || prefixLength !== 32)
      .map(
        ({ address, prefixLength }) => `address delete ${address}/${prefixLength} dev ${tunnel}`,
      ),
    // The default route went with the old address.
    ...routes(tunnel, routing),
  ]);
}

/** The lines for `ip -batch -` that take the tunnel's addresses away, and with them its routes. */
export function removeAddresses(tunnel: InterfaceName): string {
  return batch([`route flush dev ${tunnel}`, `address flush dev ${tunnel}`]);
}

/** A LAN with a wide prefix would shadow PIA's gateway and name servers: each gets its own route. */
export function hostsInTunnel({ gateway, dnsServers }: Omit<Routing, 'address'>): readonly Ipv4[] {
  return [...new Set([gateway, ...dnsServers])];
}

function routes(tunnel: InterfaceName, routing: Routing): readonly string[] {
  return [
    `route replace default dev ${tunnel}`,
    ...hostsInTunnel(routing).map((host) => `route replace ${host}/32 dev ${tunnel}`),
  ];
}

function batch(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
