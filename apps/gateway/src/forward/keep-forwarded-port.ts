import type { App } from '@portkeep/app-host';
import { ClaimKeeper, type Gateway, PiaLeaseSource, type TokenKeeper } from '@portkeep/pia-lease';
import type { EventLog, LeaseStatus } from '@portkeep/port-app';
import type { KeptPort } from '@portkeep/port-lease';
import {
  type Clock,
  EarlyRenewal,
  keepLease,
  type LeaseEvent,
  type SinkPublisher,
  secondsLadder,
} from '@portkeep/port-lease';
import type { Clients } from '../clients.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { GatewayVariables } from '../variables.ts';

/** What a forwarded port is kept with. */
export interface ForwardedPortParts {
  readonly app: Pick<App<GatewayVariables>, 'values'>;
  readonly clients: Pick<Clients, 'gateway'>;
  readonly state: GatewayStateKeeper;
  readonly tokens: TokenKeeper;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly status: Pick<LeaseStatus, 'lease' | 'doubt'>;
  readonly events: Pick<EventLog, 'lease' | 'trouble'>;
  readonly publisher: Pick<SinkPublisher<KeptPort>, 'publish' | 'withdraw'>;
}

/** A port that is kept inside a tunnel. */
export interface ForwardedPort {
  /** The tunnel that the port belongs to from now on: it is bound there at once. */
  follow(tunnel: Tunnel): void;
  /** Tries again at once. */
  readonly early: EarlyRenewal;
  /** Settles when the keeping ends; rejects if it cannot go on. */
  readonly ended: Promise<void>;
}

/** PIA drops a port 15 minutes after its last bind. */
const INTERVAL_S = 900;

/** Has PIA forward a port inside the tunnel, and sends it to the sinks. */
export function keepForwardedPort(parts: ForwardedPortParts): ForwardedPort {
  const { app, clients, state, tokens, clock, signal, status, events, publisher } = parts;
  const { forwardTo, forwardMinPort, forwardProtocol } = app.values;
  const early = new EarlyRenewal();
  let tunnel: Tunnel | undefined;
  let isFirst: (() => void) | undefined;
  const first = new Promise<void>((resolve) => {
    isFirst = resolve;
    signal.addEventListener('abort', () => resolve());
  });

  const claims = new ClaimKeeper({ state, tokens, now: () => clock.now() });
  const source = new PiaLeaseSource({
    state,
    claims,
    findGateway: async () => gatewayOf(tunnel),
    connect: clients.gateway,
    // The server was chosen from the signed list, or registered our key under its verified name.
    confirm: async () => {},
    towards: async () => {
      const { end, since } = inTunnel(tunnel);
      return { identity: `${end.address} since ${since}`, address: end.address };
    },
    accepts: (port) => port >= forwardMinPort,
    intervalSeconds: INTERVAL_S,
    now: () => clock.now(),
    onTrouble: (message, error) => events.trouble(message, message, { error }),
  });
  const steps = secondsLadder([5, 10, 20, 40, 60]);
  const backoff = (step: number) => {
    const until = claims.current ? undefined : tokens.loginAllowedAt;
    return until === undefined ? steps(step) : until - clock.now();
  };

  async function keep(): Promise<void> {
    if (forwardTo === undefined) return;
    await first;
    for await (const event of keepLease(source, { signal, clock, backoff, early })) {
      const announced = withTarget(event);
      status.lease(announced);
      events.lease(announced);
      if (announced.type === 'lost') publisher.withdraw();
      else if (announced.type !== 'failed') publisher.publish(announced.lease.value);
    }
  }

  /** The sinks also learn where the port leads. */
  function withTarget(event: LeaseEvent<KeptPort>): LeaseEvent<KeptPort> {
    if (event.type === 'failed' || forwardTo === undefined) return event;
    const { lease } = event;
    const value: KeptPort = {
      ...lease.value,
      targetAddress: forwardTo.address,
      internalPort: forwardTo.port,
      protocol: forwardProtocol === 'both' ? 'tcp,udp' : forwardProtocol,
    };
    return { ...event, lease: { ...lease, value } };
  }

  return {
    early,
    ended: keep(),
    follow(next) {
      const before = tunnel;
      tunnel = next;
      isFirst?.();
      if (forwardTo === undefined || before === undefined || before.since === next.since) return;
      status.doubt('The tunnel changed, and the port is not bound on it yet');
      source.networkChanged();
      early.request();
    },
  };
}

function gatewayOf(tunnel: Tunnel | undefined): Gateway {
  const { end, server } = inTunnel(tunnel);
  return { address: end.gateway, hostname: server.hostname };
}

function inTunnel(tunnel: Tunnel | undefined): Tunnel {
  if (tunnel === undefined) throw new Error('There is no tunnel yet');
  return tunnel;
}
