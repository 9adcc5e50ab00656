import { AdvisedError } from '@portkeep/app-host';
import {
  findServer,
  isPiaError,
  type PiaServerListClient,
  portForwardRegions,
  type ServerList,
} from '@portkeep/pia-client/core';

const DAY_MS = 86_400_000;
const NOT_READ = 'could not be read; going on without it';

export interface ServerConfirmationOptions {
  readonly client: Pick<PiaServerListClient, 'getServerLists'>;
  /** PIA_REQUIRE_LISTED: a gateway that is in no list gets no token. */
  readonly requireListed: boolean;
  readonly now: () => number;
  readonly onWarning: (message: string, error?: unknown) => void;
}

/** The gateway's certificate is PIA's, but its name is in no signed server list. */
export class UnlistedGatewayError extends AdvisedError {
  override readonly name = 'UnlistedGatewayError';
  readonly code = 'GATEWAY_NOT_LISTED';

  constructor(hostname: string) {
    super(
      `Cannot trust the gateway ${hostname}: it is not in PIA's signed server list`,
      'set PIA_REQUIRE_LISTED=false to accept any server with a PIA certificate',
    );
  }
}

/** PIA_REQUIRE_LISTED requires a list, and none that PIA has signed is available. */
export class NoServerListError extends AdvisedError {
  override readonly name = 'NoServerListError';
  readonly code = 'SERVER_LIST_MISSING';

  constructor(hostname: string, cause: unknown) {
    super(
      `Cannot trust the gateway ${hostname}: no server list signed by PIA could be read`,
      'check that the addresses of PIA_SERVER_LIST_URLS can be reached, or set PIA_REQUIRE_LISTED=false',
      { cause },
    );
  }
}

/**
 * Confirms a gateway's name by PIA's signed server list. The certificate has already proved the
 * server, so without PIA_REQUIRE_LISTED a list that cannot be read, or whose signature is wrong,
 * blocks nothing.
 */
export class ServerConfirmation {
  readonly #options: ServerConfirmationOptions;
  #lists: { readonly at: number; readonly lists: readonly ServerList[] } | undefined;
  #confirmed: string | undefined;

  constructor(options: ServerConfirmationOptions) {
    this.#options = options;
  }

  /** @throws {UnlistedGatewayError | NoServerListError} only with PIA_REQUIRE_LISTED. */
  async confirm(hostname: string, signal: AbortSignal): Promise<void> {
    const { requireListed, onWarning } = this.#options;
    if (this.#confirmed === hostname) return;
    const lists = await this.#read(signal).catch((error: unknown) => {
      signal.throwIfAborted();
      if (requireListed) throw new NoServerListError(hostname, error);
      const forged = isPiaError(error) && error.code === 'PIA_LIST_SIGNATURE_INVALID';
      const problem = forged ? 'is not signed by PIA and is not used' : NOT_READ;
      onWarning(`PIA's server list ${problem}`, error);
      return undefined;
    });
    if (lists === undefined) return;
    const found = findServer(lists, hostname);
    if (!found && requireListed) throw new UnlistedGatewayError(hostname);
    if (!found) onWarning(`The gateway ${hostname} is not in PIA's server list`);
    else if (!found.region.portForward) onWarning(withoutForwarding(lists, found.region.name));
    this.#confirmed = hostname;
  }

  async #read(signal: AbortSignal): Promise<readonly ServerList[]> {
    const { client, now } = this.#options;
    if (!this.#lists || now() - this.#lists.at >= DAY_MS) {
      this.#lists = { at: now(), lists: await client.getServerLists({ signal }) };
    }
    return this.#lists.lists;
  }
}

function withoutForwarding(lists: readonly ServerList[], region: string): string {
  const ids = new Set(lists.flatMap((list) => portForwardRegions(list).map(({ id }) => id)));
  const some = [...ids].sort().slice(0, 8).join(', ');
  return `The region ${region} has no port forwarding; regions that have it: ${some}`;
}
