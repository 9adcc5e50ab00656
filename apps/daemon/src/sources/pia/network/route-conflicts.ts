import { routeOutsideTunnel } from './gateway-candidates.ts';
import type { NetworkSnapshot } from './network-snapshot.ts';
import { kernelSourceAddress, type SourceAddress } from './source-address.ts';
import { usableTunnels } from './tunnel-identity.ts';

/** PIA's resolvers inside every tunnel. */
const PIA_RESOLVERS = ['10.0.0.241', '10.0.0.242', '10.0.0.243', '10.0.0.244'];

/** An address of PIA that this machine would not reach through the tunnel. */
export interface RouteConflict {
  readonly destination: string;
  readonly purpose: 'gateway' | 'PIA DNS';
  /** What catches it. */
  readonly problem: string;
  /** What to do about it. */
  readonly advice: string;
}

/** Options of {@link routeConflicts}. */
export interface RouteConflictsOptions {
  /** The gateway found or configured, when it is known. */
  readonly gateway?: string | undefined;
  readonly sourceAddress?: SourceAddress | undefined;
}

/**
 * Finds the addresses of PIA that are reached through another device than the tunnel, as happens
 * with a LAN or container network somewhere in 10.0.0.0/8. The kernel decides, the route table only
 * explains. Without a usable tunnel there can be no conflict.
 */
export async function routeConflicts(
  snapshot: NetworkSnapshot,
  { gateway, sourceAddress = kernelSourceAddress }: RouteConflictsOptions = {},
): Promise<readonly RouteConflict[]> {
  const tunnels = usableTunnels(snapshot);
  const own = new Set(tunnels.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
  const tunnel = tunnels[0]?.name;
  if (tunnel === undefined) return [];
  const destinations = [
    ...(gateway === undefined ? [] : [{ destination: gateway, purpose: 'gateway' as const }]),
    ...PIA_RESOLVERS.map((destination) => ({ destination, purpose: 'PIA DNS' as const })),
  ];
  const conflicts: RouteConflict[] = [];
  for (const { destination, purpose } of destinations) {
    const source = await sourceAddress(destination);
    if (source !== undefined && own.has(source)) continue;
    const cause = describeCause(snapshot, destination, source);
    conflicts.push({
      destination,
      purpose,
      problem: `The ${purpose} ${destination} is not reached through ${tunnel}: ${cause}`,
      advice: `add a route to ${destination}/32 through ${tunnel} or take 10.x out of the other one`,
    });
  }
  return conflicts;
}

function describeCause(
  snapshot: NetworkSnapshot,
  destination: string,
  source: string | undefined,
): string {
  const route = routeOutsideTunnel(snapshot, destination);
  if (route !== undefined) {
    return `the route ${route.destination}/${route.prefixLength} of ${route.interface} catches it`;
  }
  return source === undefined
    ? 'the kernel has no route to it'
    : `the kernel sends it out from ${source}`;
}
