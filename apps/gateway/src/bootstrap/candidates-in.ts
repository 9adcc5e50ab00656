import type { ServerList } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '@portkeep/pia-lease';
import type { Clients } from '../clients.ts';
import type { GatewayValues } from '../variables.ts';
import { type Candidate, chooseServers } from './choose-servers.ts';
import { dedicatedServer } from './dedicated-server.ts';
import { withToken } from './with-token.ts';

/** Options of {@linkcode candidatesIn}. */
export interface CandidatesOptions {
  readonly clients: Pick<Clients, 'account' | 'connectTime'>;
  readonly values: Pick<GatewayValues, 'regions' | 'dedicatedIpToken' | 'forwardTo'>;
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'refused'>;
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
  { clients, values, tokens, onTrouble, signal }: CandidatesOptions,
): Promise<readonly Candidate[]> {
  const { regions, dedicatedIpToken, forwardTo } = values;
  const { account, connectTime } = clients;
  const forwards = forwardTo !== undefined;
  if (dedicatedIpToken === undefined) {
    return await chooseServers(list, { regions, forwards, connectTime, onTrouble, signal });
  }
  const own = { account, dedicatedIpToken: dedicatedIpToken.read().trim(), forwards, signal };
  return [await withToken(tokens, signal, (token) => dedicatedServer(list, { ...own, token }))];
}
