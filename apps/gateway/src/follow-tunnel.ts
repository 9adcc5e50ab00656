import type { App } from '@portkeep/app-host';
import type { EventLog } from '@portkeep/port-app';
import { type Clock, EarlyRenewal } from '@portkeep/port-lease';
import type { ForwardedPort } from './forward/keep-forwarded-port.ts';
import type { Forwarding } from './kernel/forwarding.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { TunnelStatus } from './status/tunnel-status.ts';
import { reachesGateway } from './tunnel/reaches-gateway.ts';
import type { TunnelSource } from './tunnel/tunnel-source.ts';
import { type WatchTunnelOptions, watchTunnel } from './tunnel/watch-tunnel.ts';
import type { GatewayVariables } from './variables.ts';

/** What the tunnel is followed with. */
export interface FollowTunnelParts {
  readonly app: Pick<App<GatewayVariables>, 'values'>;
  readonly kernel: Pick<Kernel, keyof Kernel>;
  readonly forwarding: Forwarding;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly events: Pick<EventLog, 'trouble' | 'over'>;
  readonly tunnels: Pick<TunnelSource, 'isBusy' | 'isDead'>;
  readonly status: TunnelStatus;
  readonly port: Pick<ForwardedPort, 'early'>;
  /** Whether the tunnel's gateway can be reached. @default {reachesGateway} */
  readonly reaches?: WatchTunnelOptions['reaches'] | undefined;
  /** Called with the error that ends the process. */
  readonly onGone: (error: unknown) => void;
}

/** How a tunnel is renewed before it is due. */
export interface TunnelRenewals {
  /** For `keepLease`. */
  readonly early: EarlyRenewal;
  /** For the user, who asks for tunnel and port. */
  readonly asked: Pick<EarlyRenewal, 'request'>;
}

/** Watches the tunnel until the signal aborts, and renews it when it is dead. */
export function followTunnel(parts: FollowTunnelParts): TunnelRenewals {
  const { app, kernel, forwarding, clock, signal, events, tunnels, status, port, onGone } = parts;
  const { watchdogSeconds, wireguardInterface } = app.values;
  const early = new EarlyRenewal();
  /** The tunnel that was found dead last, by the time of its key. */
  let dead: number | undefined;
  watchTunnel({
    kernel,
    forwarding,
    clock,
    signal,
    intervalMs: watchdogSeconds * 1_000,
    interfaceName: wireguardInterface,
    current: () => status.current,
    isBusy: () => tunnels.isBusy,
    reaches: parts.reaches ?? reachesGateway,
    events,
    onState: (state) => status.observe(state),
    onSilent: () => status.judged('silent'),
    onAlive: () => status.judged('up'),
    onDead({ since }) {
      status.judged('down');
      // Asked for already: another request would make each try the first.
      if (dead === since) return;
      dead = since;
      events.trouble('watchdog', 'Nothing comes through the tunnel; trying another server', {});
      status.renewing('dead');
      tunnels.isDead();
      early.request();
    },
  }).catch((error: unknown) => {
    if (!signal.aborted) onGone(error);
  });
  return {
    early,
    asked: {
      request() {
        status.renewing('asked');
        early.request();
        port.early.request();
      },
    },
  };
}
