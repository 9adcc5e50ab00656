import type { PiaAccountClient, ServerList, UnusableDedicatedIp } from '@portkeep/pia-client/core';
import { type Candidate, keyPortOf } from './choose-servers.ts';
import { ServerChoiceError } from './server-choice-error.ts';

/** What is needed to find the server of a dedicated IP. */
export interface DedicatedServerOptions {
  readonly account: Pick<PiaAccountClient, 'getDedicatedIps'>;
  /** The account's token. */
  readonly token: string;
  readonly dedicatedIpToken: string;
  readonly forwards: boolean;
  readonly signal: AbortSignal;
}

/**
 * The server of a dedicated IP.
 *
 * @throws {PiaError} when PIA cannot be asked.
 * @throws {ServerChoiceError} when the dedicated IP cannot be used.
 */
export async function dedicatedServer(
  list: ServerList,
  { account, token, dedicatedIpToken, forwards, signal }: DedicatedServerOptions,
): Promise<Candidate> {
  const tokens = { token, dedicatedIpTokens: [dedicatedIpToken] };
  const [found] = await account.getDedicatedIps(tokens, { signal });
  if (found?.status !== 'active') throw unusable(found?.status);
  const { address, hostname, regionId } = found;
  const region = list.regions.find(({ id }) => id === regionId);
  if (forwards && region?.portForward === false) {
    throw new ServerChoiceError(
      'REGION_WITHOUT_PORTS',
      `PIA forwards no ports in the region ${regionId} of the dedicated IP, and FORWARD_TO is set`,
      'remove FORWARD_TO, or get a dedicated IP in a region that forwards ports',
    );
  }
  return { region: regionId, server: { address, hostname }, keyPort: keyPortOf(list) };
}

function unusable(status: UnusableDedicatedIp['status'] | undefined): ServerChoiceError {
  if (status === 'error') {
    return new ServerChoiceError(
      'NO_SERVER',
      'PIA cannot look up the dedicated IP at present',
      'nothing to do: it is asked again',
    );
  }
  return new ServerChoiceError(
    'NO_SERVER',
    status === 'expired'
      ? 'The dedicated IP has expired'
      : 'PIA does not know the token in PIA_DIP_TOKEN',
    'look it up in your account at PIA, or remove PIA_DIP_TOKEN to use a region',
  );
}
