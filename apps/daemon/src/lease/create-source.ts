import type { App, LeaseStatus, PortAnnouncement } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';
import type { Clients } from '../clients.ts';
import type { EventLog } from '../event-log.ts';
import { TokenKeeper, type TokenKeeperOptions } from '../login/token-keeper.ts';
import { findGateway } from '../network/find-gateway.ts';
import { type NetworkSnapshot, readNetworkSnapshot } from '../network/network-snapshot.ts';
import { kernelSourceAddress, type SourceAddress } from '../network/source-address.ts';
import { tunnelAddress } from '../network/tunnel-address.ts';
import { tunnelIdentity } from '../network/tunnel-identity.ts';
import { ServerConfirmation } from '../servers/server-confirmation.ts';
import type { StateKeeper } from '../state/state-keeper.ts';
import type { DaemonVariables } from '../variables.ts';
import { ClaimKeeper } from './claim-keeper.ts';
import { PiaLeaseSource } from './pia-lease-source.ts';

export interface SourceParts {
  readonly app: Pick<App<DaemonVariables>, 'values'>;
  readonly clients: Clients;
  readonly state: StateKeeper;
  readonly clock: Clock;
  readonly status: Pick<LeaseStatus<PortAnnouncement>, 'login'>;
  /** Told of what goes wrong without harming the lease. */
  readonly events: Pick<EventLog, 'trouble'>;
  /** The network as it is now. @default {kernelNetwork} */
  readonly network?: Network | undefined;
  /** @default {deriveCredentialKey} */
  readonly deriveKey?: TokenKeeperOptions['deriveKey'];
}

/** Where the daemon looks for the tunnel. */
export interface Network {
  read(): NetworkSnapshot;
  readonly sourceAddress: SourceAddress;
}

const kernelNetwork: Network = { read: readNetworkSnapshot, sourceAddress: kernelSourceAddress };

/** Puts the PIA side together: who logs in, which claim is bound, which gateway is asked. */
export function createSource(parts: SourceParts): {
  readonly source: PiaLeaseSource;
  readonly tokens: TokenKeeper;
} {
  const { app, clients, state, clock, status, events, network = kernelNetwork, deriveKey } = parts;
  const { values } = app;
  const now = () => clock.now();
  const warn = (message: string, error?: unknown) => events.trouble(message, message, { error });
  const tokens = new TokenKeeper({
    account: clients.account,
    credentials: () => ({ username: values.user.read(), password: values.pass.read() }),
    state,
    now,
    onLogin: (result) => status.login(result),
    deriveKey,
  });
  const servers = new ServerConfirmation({
    client: clients.serverLists,
    requireListed: values.requireListed,
    now,
    onWarning: warn,
  });
  const source = new PiaLeaseSource({
    state,
    claims: new ClaimKeeper({ state, tokens, now }),
    findGateway: (signal) =>
      findGateway({
        snapshot: network.read(),
        sourceAddress: network.sourceAddress,
        learnHostname: clients.learnHostname,
        clock,
        signal,
        configured: values.gateway,
        hostname: values.hostname,
        remembered: state.current.gateway,
        port: values.gatewayPort,
      }),
    connect: clients.connect,
    confirm: ({ hostname }, signal) => servers.confirm(hostname, signal),
    binding: () => tunnelIdentity(network.read()),
    tunnelAddress: (gateway) => tunnelAddress(network, gateway),
    intervalSeconds: values.refreshSeconds,
    now,
    onTrouble: warn,
  });
  return { source, tokens };
}
