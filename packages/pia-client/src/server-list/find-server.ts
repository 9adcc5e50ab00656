import type { Region, Server, ServerList } from './region.ts';

/** A server and where it stands in a list. */
export interface FoundServer {
  /** The region it belongs to. */
  readonly region: Region;
  /** The server. */
  readonly server: Server;
  /** The group it was found in, e.g. `wg`. */
  readonly group: string;
}

/**
 * Looks up a server by its TLS name, ignoring case, in several lists: no list holds all servers.
 *
 * @param lists The lists to look through, in this order.
 * @param hostname The name, e.g. from `learnHostname`.
 * @returns The first match, or `undefined`.
 *
 * @example
 * ```ts
 * import { findServer } from '@portkeep/pia-client';
 *
 * const found = findServer([{ regions: [], ports: {}, dropped: [], url: 'https://example.com/' }], 'amsterdam447');
 * if (found?.region.portForward) console.log(found.server.address);
 * ```
 */
export function findServer(
  lists: readonly ServerList[],
  hostname: string,
): FoundServer | undefined {
  const wanted = hostname.toLowerCase();
  for (const region of lists.flatMap((list) => list.regions)) {
    for (const [group, servers] of Object.entries(region.servers)) {
      const server = servers.find((candidate) => candidate.hostname.toLowerCase() === wanted);
      if (server) return { region, server, group };
    }
  }
  return undefined;
}
