import type { App } from '@portkeep/app-host';
import { TokenKeeper, type TokenKeeperOptions } from '@portkeep/pia-lease';
import type { EventLog, LeaseStatus } from '@portkeep/port-app';
import { type Backoff, type Clock, secondsLadder } from '@portkeep/port-lease';
import { choiceMark } from './bootstrap/choice-mark.ts';
import { type Candidate, chooseServers } from './bootstrap/choose-servers.ts';
import { dedicatedServer } from './bootstrap/dedicated-server.ts';
import { RestingServers } from './bootstrap/resting-servers.ts';
import { withToken } from './bootstrap/with-token.ts';
import type { Clients } from './clients.ts';
import type { Forwarding } from './kernel/forwarding.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { GatewayStateKeeper } from './state/gateway-state.ts';
import { firstAnsweringDns } from './tunnel/first-answering-dns.ts';
import { TunnelSource } from './tunnel/tunnel-source.ts';
import type { GatewayVariables } from './variables.ts';

/** What tunnels are made with. */
export interface TunnelParts {
  readonly app: Pick<App<GatewayVariables>, 'values'>;
  readonly clients: Clients;
  readonly kernel: Pick<Kernel, keyof Kernel>;
  readonly forwarding: Forwarding;
  readonly state: GatewayStateKeeper;
  readonly clock: Clock;
  /** Ends a login in progress. */
  readonly signal: AbortSignal;
  readonly status: Pick<LeaseStatus, 'login'>;
  readonly events: Pick<EventLog, 'trouble'>;
  /** Slow on purpose. */
  readonly deriveKey?: TokenKeeperOptions['deriveKey'];
}

/** Puts together how a tunnel comes about: which account logs in, which servers are tried. */
export function createTunnels(parts: TunnelParts): {
  readonly tunnels: TunnelSource;
  readonly tokens: TokenKeeper;
  /** For `keepLease`. */
  readonly backoff: Backoff;
} {
  const { app, clients, kernel, forwarding, state, clock, signal, status, events } = parts;
  const { values } = app;
  const onTrouble = (message: string, error: unknown) =>
    events.trouble(message, message, { error });
  const tokens = new TokenKeeper({
    account: clients.account,
    credentials: () => ({ username: values.user.read(), password: values.pass.read() }),
    state,
    now: () => clock.now(),
    signal,
    onLogin: (result) => status.login(result),
    deriveKey: parts.deriveKey,
  });
  const { dedicatedIpToken } = values;
  const forwards = values.forwardTo !== undefined;
  const tunnels = new TunnelSource({
    kernel,
    interfaceName: values.wireguardInterface,
    forwarding,
    state,
    tokens,
    server: clients.server,
    candidates,
    chosenBy: () => choiceMark(values, state.current.salt),
    resting: new RestingServers(() => clock.monotonic()),
    clock,
    listenPort: values.wireguardListenPort,
    renewAfterMs: values.renewAfterMs,
    dns: values.tunnelDns,
    dedicatedIpToken: dedicatedIpToken && (() => dedicatedIpToken.read()),
    answering: firstAnsweringDns,
    onTrouble,
  });
  const steps = secondsLadder([5, 10, 20, 40, 60]);
  const backoff: Backoff = (step) => {
    const until = tokens.loginAllowedAt;
    return until === undefined ? steps(step) : until - clock.now();
  };
  return { tunnels, tokens, backoff };

  async function candidates(signal: AbortSignal): Promise<readonly Candidate[]> {
    // In parallel: neither needs the other.
    const [list] = await Promise.all([
      clients.serverLists.getServerList({ signal }),
      tokens.getToken(signal),
    ]);
    if (dedicatedIpToken !== undefined) {
      const { account } = clients;
      const own = { account, dedicatedIpToken: dedicatedIpToken.read().trim(), forwards, signal };
      return [await withToken(tokens, signal, (token) => dedicatedServer(list, { ...own, token }))];
    }
    const { connectTime } = clients;
    return await chooseServers(list, {
      regions: values.regions,
      forwards,
      connectTime,
      onTrouble,
      signal,
    });
  }
}
