import type { ServerList } from '@portkeep/pia-client/core';
import type { Clients } from '../clients.ts';
import type { GatewayValues } from '../variables.ts';
import { type Candidate, chooseServers } from './choose-servers.ts';
import { dedicatedServer } from './dedicated-server.ts';

/** Options of {@linkcode candidatesIn}. */
export interface CandidatesOptions {
  readonly clients: Pick<Clients, 'account' | 'connectTime'>;
  readonly values: Pick<GatewayValues, 'regions' | 'dedicatedIpToken' | 'forwardTo'>;
  /** The account's token. */
  readonly token: string;
  readonly onTrouble: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
}

/**
 * The servers of the list to try, in order: that of the dedicated IP, or those of the regions.
 *
 * @throws {ServerChoiceError} when there is none.
 */
export async function candidatesIn(
  list: ServerList,
  { clients, values, token, onTrouble, signal }: CandidatesOptions,
): Promise<readonly Candidate[]> {
  const { regions, dedicatedIpToken, forwardTo } = values;
  const { account, connectTime } = clients;
  const forwards = forwardTo !== undefined;
  if (dedicatedIpToken === undefined) {
    return await chooseServers(list, { regions, forwards, connectTime, onTrouble, signal });
  }
  const own = { account, token, dedicatedIpToken: dedicatedIpToken.read(), forwards, signal };
  return [await dedicatedServer(list, own)];
}
