import type { Explanation } from '@portkeep/app-host/doctor';
import { gatewayCandidates } from '../network/gateway-candidates.ts';
import type { NetworkSnapshot } from '../network/network-snapshot.ts';
import { routeConflicts } from '../network/route-conflicts.ts';
import type { SourceAddress } from '../network/source-address.ts';

/** One route usually catches them all, and each line names one address. */
const MOST = 2;

/** Names the routes that take addresses of possible gateways out of the tunnel. */
export async function routesOutside(
  snapshot: NetworkSnapshot,
  sourceAddress: SourceAddress,
): Promise<readonly Explanation[]> {
  const { candidates, excluded } = gatewayCandidates(snapshot);
  const explanations: Explanation[] = [];
  for (const { address } of [...excluded, ...candidates]) {
    const conflicts = await routeConflicts(snapshot, { gateway: address, sourceAddress });
    const found = conflicts.find(({ purpose }) => purpose === 'gateway');
    if (found !== undefined) explanations.push({ cause: found.problem, next: found.advice });
    if (explanations.length === MOST) break;
  }
  return explanations;
}
