import type { App } from '@portkeep/app-host';
import { ClaimKeeper, type Gateway, PiaLeaseSource, type TokenKeeper } from '@portkeep/pia-lease';
import type { EventLog } from '@portkeep/port-app';
import {
  type Clock,
  EarlyRenewal,
  type KeptPort,
  keepLease,
  type LeaseEvent,
  secondsLadder,
} from '@portkeep/port-lease';
import type { Clients } from '../clients.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import type { GatewayVariables } from '../variables.ts';

/** What a port is kept with. */
export interface PortInTunnelParts {
  readonly app: Pick<App<GatewayVariables>, 'values'>;
  readonly clients: Pick<Clients, 'gateway'>;
  readonly state: GatewayStateKeeper;
  readonly tokens: TokenKeeper;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly events: Pick<EventLog, 'trouble'>;
}

/** A port inside a tunnel. */
export interface PortInTunnel {
  /** What happens to the port, from the first tunnel on. It is kept only while the next event is awaited. */
  readonly events: AsyncIterable<LeaseEvent<KeptPort>>;
  /**
   * Sets the tunnel that the port belongs to from now on. One that has `moved` from another tunnel
   * is bound there at once.
   */
  follow(tunnel: Tunnel): 'known' | 'moved';
  /** Tries again at once. */
  readonly early: EarlyRenewal;
  /** The time before which no attempt is possible, epoch milliseconds. */
  blockedUntil(): number | undefined;
}

/** PIA drops a port 15 minutes after its last bind. */
const INTERVAL_S = 900;

/** Has PIA forward a port inside the tunnel. */
export function portInTunnel(parts: PortInTunnelParts): PortInTunnel {
  const { app, clients, state, tokens, clock, signal, events } = parts;
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
  const blockedUntil = () => (claims.current ? undefined : tokens.loginAllowedAt);
  const backoff = (step: number) => {
    const until = blockedUntil();
    return until === undefined ? steps(step) : until - clock.now();
  };

  async function* kept(): AsyncIterable<LeaseEvent<KeptPort>> {
    await first;
    for await (const event of keepLease(source, { signal, clock, backoff, early })) {
      yield withTarget(event);
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
    events: kept(),
    early,
    blockedUntil,
    follow(next) {
      const before = tunnel;
      tunnel = next;
      isFirst?.();
      if (before === undefined || before.since === next.since) return 'known';
      source.networkChanged();
      early.request();
      return 'moved';
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
