import type { KernelState } from '../kernel/kernel.ts';
import { hostsInTunnel } from '../rules/ip-batch.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';

/** Whether the address or a route of the tunnel is missing. */
export function lacksRoutes(
  { link, routes }: Pick<KernelState, 'link' | 'routes'>,
  end: TunnelEnd,
): boolean {
  if (link === undefined || !link.up) return true;
  if (!link.addresses.some(({ address }) => address === end.address)) return true;
  if (routes === undefined || !routes.isDefault) return true;
  return hostsInTunnel(end).some((host) => !routes.hosts.includes(host));
}
