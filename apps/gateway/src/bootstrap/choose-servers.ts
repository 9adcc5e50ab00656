import {
  portForwardRegions,
  type Region,
  rankRegions,
  type Server,
  type ServerList,
} from '@portkeep/pia-client/core';
import type { Clients } from '../clients.ts';
import { ServerChoiceError } from './server-choice-error.ts';
import { wantedRegions } from './wanted-regions.ts';

/** A server that may be used, and where it takes keys. */
export interface Candidate {
  /** The id of its region; `null` for a dedicated IP outside of the list. */
  readonly region: string | null;
  readonly server: Server;
  /** TCP port where it takes keys. */
  readonly keyPort: number;
}

/** Options of {@linkcode chooseServers}. */
export interface ChooseServersOptions {
  /** `PIA_REGIONS`; without it, the fastest that forwards ports. */
  readonly regions: readonly string[] | undefined;
  readonly forwards: boolean;
  readonly connectTime: Clients['connectTime'];
  readonly onTrouble: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
  /** Between 0 and 1. @default {Math.random} */
  readonly random?: (() => number) | undefined;
}

const META_PORT = 443;
/** Further ones than these are slow. */
const MOST_REGIONS = 5;

/**
 * The servers to try, in this order: region by region, those of a region in a random order.
 *
 * @throws {ServerChoiceError} when there is none.
 */
export async function chooseServers(
  list: ServerList,
  options: ChooseServersOptions,
): Promise<readonly Candidate[]> {
  const { random = Math.random } = options;
  const keyPort = keyPortOf(list);
  const regions = await chooseRegions(list, options);
  const candidates = regions.flatMap(({ id, servers }) =>
    shuffled(servers.wg ?? [], random).map((server) => ({ region: id, server, keyPort })),
  );
  if (candidates.length > 0) return candidates;
  throw new ServerChoiceError(
    'NO_SERVER',
    'No region of PIA that forwards ports could be reached through the proxy',
    'see whether the proxy in PIA_PROXY lets the gateway connect to port 443, or set PIA_REGIONS',
  );
}

/** The TCP port on which the WireGuard servers of a list take keys. */
export function keyPortOf({ ports }: ServerList): number {
  return ports.wg?.[0] ?? 1337;
}

async function chooseRegions(
  list: ServerList,
  { regions: ids, forwards, connectTime, onTrouble, signal }: ChooseServersOptions,
): Promise<readonly Region[]> {
  if (ids !== undefined) {
    const { regions, problems } = wantedRegions(list.regions, ids, forwards);
    for (const problem of problems) onTrouble('A region cannot be used', problem);
    return regions;
  }
  const port = list.ports.meta?.[0] ?? META_PORT;
  const possible = portForwardRegions(list).filter(({ servers }) => servers.wg?.length);
  const measured = await rankRegions(possible, (server) => connectTime(server, port, signal), {
    signal,
  });
  return measured.slice(0, MOST_REGIONS).map(({ region }) => region);
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
