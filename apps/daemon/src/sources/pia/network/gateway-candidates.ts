import {
  findKernelRoute,
  formatIpv4,
  type KernelRoute,
  networkOf,
  parseIpv4,
} from '@portkeep/app-host';
import type { NetworkInterface, NetworkSnapshot } from './network-snapshot.ts';
import { isPiaTunnelAddress } from './pia-tunnel-address.ts';
import { usableTunnels } from './tunnel-identity.ts';

/**
 * Where a candidate comes from: `PIA_GATEWAY`, the last gateway that worked, a route through the
 * tunnel, or the address plan of PIA around the tunnel's own address.
 */
export type GatewaySource = 'configured' | 'remembered' | 'route' | 'address-plan';

/** An address that may be the gateway of the tunnel. */
export interface GatewayCandidate {
  readonly address: string;
  readonly source: GatewaySource;
}

/** A candidate that a route of another device would send out of the tunnel. */
export interface ExcludedCandidate extends GatewayCandidate {
  readonly route: KernelRoute;
}

/** The candidates in order of preference, without duplicates. */
export interface GatewayCandidates {
  readonly candidates: readonly GatewayCandidate[];
  readonly excluded: readonly ExcludedCandidate[];
}

/** Options of {@link gatewayCandidates}. */
export interface GatewayCandidatesOptions {
  /** `PIA_GATEWAY`: if set, the only candidate, whatever it is. */
  readonly configured?: string | undefined;
  /** The gateway that worked last. */
  readonly remembered?: string | undefined;
}

/**
 * Lists the addresses that may be the PIA gateway of the tunnel, the likeliest first: the last one
 * that worked, next hops and host routes through the tunnel (OpenVPN names the gateway there), the
 * first host of the tunnel's own subnet, `x.y.128.1`, and the first host of every prefix from /24
 * to /16 around the tunnel's address. The last two are needed for WireGuard: its address is a /32
 * and the gateway (`server_vip`) appears nowhere in the kernel. Servers of 2026 use /16 and /19
 * subnets, earlier ones /24 and `x.y.128.1`.
 */
export function gatewayCandidates(
  snapshot: NetworkSnapshot,
  { configured, remembered }: GatewayCandidatesOptions = {},
): GatewayCandidates {
  if (configured !== undefined) {
    return { candidates: [{ address: configured, source: 'configured' }], excluded: [] };
  }
  const tunnels = usableTunnels(snapshot);
  const found = [
    ...tunnels.flatMap((tunnel) => fromRoutes(snapshot.routes, tunnel)),
    ...tunnels.flatMap(fromAddressPlan),
  ];
  // A gateway of an earlier tunnel is not among them any more, and so it is forgotten.
  const winner = found.find(({ address }) => address === remembered);
  if (winner !== undefined) found.unshift({ address: winner.address, source: 'remembered' });

  const own = new Set(tunnels.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
  const seen = new Set<string>();
  const candidates: GatewayCandidate[] = [];
  const excluded: ExcludedCandidate[] = [];
  for (const candidate of found) {
    const { address } = candidate;
    if (seen.has(address) || own.has(address) || !isPiaTunnelAddress(address)) continue;
    seen.add(address);
    const route = routeOutsideTunnel(snapshot, address);
    if (route === undefined) candidates.push(candidate);
    else excluded.push({ ...candidate, route });
  }
  return { candidates, excluded };
}

/**
 * The route of another device that takes a destination away from the tunnel, if the main table has
 * one. A default route on another device does not count: under wg-quick and gluetun the main table
 * keeps the LAN's default route while a policy rule sends everything through the tunnel.
 */
export function routeOutsideTunnel(
  snapshot: NetworkSnapshot,
  destination: string,
): KernelRoute | undefined {
  const route = findKernelRoute(snapshot.routes, destination);
  if (route === undefined || route.prefixLength === 0) return undefined;
  const device = snapshot.interfaces.find(({ name }) => name === route.interface);
  return device?.kind === 'tunnel' ? undefined : route;
}

function fromRoutes(routes: readonly KernelRoute[], tunnel: NetworkInterface): GatewayCandidate[] {
  const own = routes.filter((route) => route.interface === tunnel.name);
  const gateways = own.flatMap(({ gateway }) => gateway ?? []);
  const hosts = own.filter(({ prefixLength, gateway }) => prefixLength === 32 && gateway === null);
  return [...gateways, ...hosts.map(({ destination }) => destination)].map((address) => ({
    address,
    source: 'route',
  }));
}

function fromAddressPlan({ addresses }: NetworkInterface): GatewayCandidate[] {
  return addresses.flatMap(({ address, prefixLength }) => {
    const value = parseIpv4(address);
    if (value === undefined) return [];
    const firstHost = (prefix: number): number => networkOf(value, prefix) + 1;
    // A /31 or /32 says nothing about the subnet that it belongs to.
    const subnet = prefixLength >= 16 && prefixLength <= 30 ? [firstHost(prefixLength)] : [];
    const classic = networkOf(value, 16) + 128 * 256 + 1;
    const around = [24, 23, 22, 21, 20, 19, 18, 17, 16].map(firstHost);
    return [...subnet, classic, ...around].map((host) => ({
      address: formatIpv4(host),
      source: 'address-plan',
    }));
  });
}
