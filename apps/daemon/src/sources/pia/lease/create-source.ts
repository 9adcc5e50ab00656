import type { App } from '@portkeep/app-host';
import {
  ClaimKeeper,
  PiaLeaseSource,
  type StateKeeper,
  TokenKeeper,
  type TokenKeeperOptions,
} from '@portkeep/pia-lease';
import type { EventLog, LeaseStatus } from '@portkeep/port-app';
import { type Backoff, type Clock, secondsLadder } from '@portkeep/port-lease';
import type { Clients } from '../clients.ts';
import { notingLoginFailures } from '../login-failures.ts';
import { findGateway } from '../network/find-gateway.ts';
import { LeadingTunnel } from '../network/leading-tunnel.ts';
import { type NetworkSnapshot, readNetworkSnapshot } from '../network/network-snapshot.ts';
import { kernelSourceAddress, type SourceAddress } from '../network/source-address.ts';
import type { PiaSourceVariables } from '../pia-source-variables.ts';
import { KeptServerLists, type KeptServerListsOptions } from '../servers/kept-server-lists.ts';
import { ServerConfirmation } from '../servers/server-confirmation.ts';

export interface SourceParts {
  readonly app: Pick<App<PiaSourceVariables>, 'values'>;
  readonly clients: Clients;
  readonly state: StateKeeper;
  readonly clock: Clock;
  /** Ends a login in progress. */
  readonly signal: AbortSignal;
  readonly status: Pick<LeaseStatus, 'login'>;
  /** Logs each failure that does not harm the lease. */
  readonly events: Pick<EventLog, 'trouble'>;
  /** Where the server lists are saved, when one is required. */
  readonly listStore?: KeptServerListsOptions['store'] | undefined;
  /** The network at this moment. @default {kernelNetwork} */
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

/**
 * Puts the PIA side together: which account logs in, which claim is bound, which gateway is asked.
 */
export function createSource(parts: SourceParts): {
  readonly source: PiaLeaseSource;
  readonly tokens: TokenKeeper;
  readonly tunnel: LeadingTunnel;
  /**
   * The time before which nothing can be done, in epoch milliseconds: there is no claim and no
   * login is allowed.
   */
  readonly blockedUntil: () => number | undefined;
  /** For `keepLease`. */
  readonly backoff: Backoff;
} {
  const { app, clients, state, clock, signal, status, events } = parts;
  const { listStore, network = kernelNetwork, deriveKey } = parts;
  const { values } = app;
  const now = () => clock.now();
  const warn = (message: string, error?: unknown) => events.trouble(message, message, { error });
  const tokens = new TokenKeeper({
    account: notingLoginFailures(clients.account),
    credentials: () => ({ username: values.user.read(), password: values.pass.read() }),
    state,
    now,
    signal,
    onLogin: (result) => status.login(result),
    deriveKey,
  });
  const { serverLists: client, listBodyOf: bodyOf } = clients;
  const publicKey = values.serverListKey;
  const kept =
    bodyOf &&
    listStore &&
    new KeptServerLists({ client, bodyOf, store: listStore, publicKey, now, onWarning: warn });
  const servers = new ServerConfirmation({
    client: kept ?? client,
    requireListed: values.requireListed,
    now,
    onWarning: warn,
  });
  const claims = new ClaimKeeper({ state, tokens, now });
  const tunnel = new LeadingTunnel(network);
  const source = new PiaLeaseSource({
    state,
    claims,
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
    towards: (gateway) => tunnel.towards(gateway),
    onBound: (gateway, identity) => tunnel.bound(gateway, identity),
    intervalSeconds: values.refreshSeconds,
    now,
    onTrouble: warn,
  });
  const steps = secondsLadder([5, 10, 20, 40, 60]);
  const blockedUntil = () => (claims.current ? undefined : tokens.loginAllowedAt);
  const backoff: Backoff = (step) => {
    const until = blockedUntil();
    return until === undefined ? steps(step) : until - now();
  };
  return { source, tokens, tunnel, blockedUntil, backoff };
}
