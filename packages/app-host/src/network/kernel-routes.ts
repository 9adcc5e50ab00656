import { networkOf, parseIpv4 } from './ipv4.ts';

/** A route of the kernel's main IPv4 table. */
export interface KernelRoute {
  /** Name of the device; `*` for a route that rejects (blackhole, unreachable, prohibit). */
  readonly interface: string;
  /** First address of the destination, dotted. */
  readonly destination: string;
  readonly prefixLength: number;
  /** Next hop; null for an on-link route. */
  readonly gateway: string | null;
  readonly metric: number;
}

const UP = 0x1;
const GATEWAY = 0x2;

/**
 * Parses `/proc/net/route`. It holds only the main table: the routes that policy rules use from other
 * tables (wg-quick and gluetun use 51820) are not shown.
 */
export function parseKernelRoutes(text: string): KernelRoute[] {
  const routes: KernelRoute[] = [];
  for (const line of text.split('\n').slice(1)) {
    const [name, destination, gateway, flags, , , metric, mask] = line.trim().split(/\s+/);
    if (!name || !destination || !gateway || !flags || !metric || !mask) continue;
    const bits = Number.parseInt(flags, 16);
    if ((bits & UP) === 0) continue;
    routes.push({
      interface: name,
      destination: fromHex(destination),
      prefixLength: prefixLengthOf(mask),
      gateway: (bits & GATEWAY) === 0 ? null : fromHex(gateway),
      metric: Number(metric),
    });
  }
  return routes;
}

/** The route for a destination in the main table: the longest prefix, then the lowest metric. */
export function findKernelRoute(
  routes: readonly KernelRoute[],
  destination: string,
): KernelRoute | undefined {
  const target = parseIpv4(destination);
  if (target === undefined) return undefined;
  return routes
    .filter((route) => networkOf(target, route.prefixLength) === parseIpv4(route.destination))
    .toSorted((a, b) => b.prefixLength - a.prefixLength || a.metric - b.metric)[0];
}

// The kernel prints the network-order word as a number in the host's (little-endian) order.
function fromHex(word: string): string {
  const octets = [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16));
  return octets.join('.');
}

function prefixLengthOf(mask: string): number {
  return [...Number.parseInt(mask, 16).toString(2)].filter((bit) => bit === '1').length;
}
