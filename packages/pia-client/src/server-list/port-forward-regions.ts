import type { Region, ServerList } from './region.ts';

/**
 * The regions that are in service and offer port forwarding (none in the United States does).
 *
 * @param list A server list.
 * @returns The regions in the order of the list.
 *
 * @example
 * ```ts
 * import { portForwardRegions } from '@portkeep/pia-client';
 *
 * const ids = portForwardRegions({ regions: [], ports: {}, dropped: [], url: 'https://example.com/' });
 * console.log(ids.map((region) => region.id));
 * ```
 */
export function portForwardRegions(list: ServerList): Region[] {
  return list.regions.filter((region) => region.portForward && !region.offline);
}
