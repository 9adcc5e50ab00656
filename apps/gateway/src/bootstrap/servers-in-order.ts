import type { Candidate } from './choose-servers.ts';
import type { RestingServers } from './resting-servers.ts';

/** Options of {@linkcode serversInOrder}. */
export interface ServerOrder {
  /** Comes before the list of servers is asked for, unless it rests. */
  readonly first: Candidate | undefined;
  /** Where to begin in the list. */
  readonly region: string | null | undefined;
  readonly candidates: () => Promise<readonly Candidate[]>;
  readonly resting: RestingServers;
}

/** The servers to try one after the other, each once. */
export async function* serversInOrder(order: ServerOrder): AsyncGenerator<Candidate, void, void> {
  const { first, region, candidates, resting } = order;
  const given = new Set<string>();
  if (first !== undefined && !resting.isResting(first.server)) {
    given.add(first.server.address);
    yield first;
  }
  const listed = await candidates();
  const found = listed.findIndex((each) => each.region === region);
  const begin = Math.max(0, found);
  const all = [...listed.slice(begin), ...listed.slice(0, begin)];
  for (const candidate of resting.withoutResting(all)) {
    if (given.has(candidate.server.address)) continue;
    given.add(candidate.server.address);
    yield candidate;
  }
}
