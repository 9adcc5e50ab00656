import { EXIT_STALE_NAMESPACE, ExitError } from '@portkeep/app-host';
import type { EventLog } from '@portkeep/port-app';
import type { Clock } from '@portkeep/port-lease';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel, KernelState } from '../kernel/kernel.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import { lacksRoutes } from './lacks-routes.ts';
import type { Tunnel } from './tunnel.ts';
import { Watchdog } from './watchdog.ts';

/** Options of {@linkcode watchTunnel}. */
export interface WatchTunnelOptions {
  readonly kernel: Pick<Kernel, 'readState' | 'open' | 'close' | 'restoreRoutes'>;
  readonly forwarding: Pick<Forwarding, 'current'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
  readonly interfaceName: string;
  /** The tunnel that should run, with the name server in use; `undefined` while there is none. */
  readonly current: () => Tunnel | undefined;
  /** The tunnel is being changed: nothing can be said now. */
  readonly isBusy: () => boolean;
  readonly reaches: (gateway: Ipv4, signal: AbortSignal) => Promise<boolean>;
  readonly events: Pick<EventLog, 'trouble' | 'over'>;
  /** Receives each look at the kernel. */
  readonly onState: (state: KernelState) => void;
  readonly onSilent: () => void;
  readonly onDead: () => void;
  readonly onAlive: () => void;
}

/** Nothing but a restart of what made the interface brings it back. */
const GONE_MS = 30_000;

/**
 * Looks at the tunnel at intervals: is it there, does it work, has another program changed it? What
 * was changed is put back.
 *
 * @throws {ExitError} with code 75 when the interface is gone for good; `signal.reason` when aborted.
 */
export async function watchTunnel(options: WatchTunnelOptions): Promise<never> {
  const { clock, signal, intervalMs, current, isBusy, events } = options;
  const watchdog = new Watchdog();
  let goneSince: number | undefined;
  let watched: number | undefined;
  for (;;) {
    await clock.delay(intervalMs, signal);
    if (isBusy()) continue;
    const tunnel = current();
    let state: KernelState;
    try {
      state = await options.kernel.readState(signal);
    } catch (error) {
      signal.throwIfAborted();
      events.trouble('kernel', 'The tunnel cannot be looked at', { error });
      continue;
    }
    events.over('kernel', 'The tunnel can be looked at again');
    options.onState(state);
    goneSince = state.link === undefined ? (goneSince ?? clock.monotonic()) : undefined;
    if (goneSince !== undefined && clock.monotonic() - goneSince >= GONE_MS) {
      throw interfaceGone(options.interfaceName);
    }
    if (isBusy()) continue;
    await repair(state, tunnel, options);
    if (tunnel === undefined) continue;
    if (watched !== tunnel.since) {
      watchdog.reset();
      watched = tunnel.since;
    }
    await judge(state, tunnel, watchdog, options);
  }
}

async function judge(
  { wireguard }: KernelState,
  { end }: Tunnel,
  watchdog: Watchdog,
  { clock, signal, isBusy, reaches, onSilent, onDead, onAlive }: WatchTunnelOptions,
): Promise<void> {
  const peer = wireguard?.peers.find(({ publicKey }) => publicKey === end.serverKey);
  const receivedBytes = peer?.receivedBytes ?? 0;
  const answered = watchdog.grew(receivedBytes) ? undefined : await reaches(end.gateway, signal);
  if (isBusy()) return;
  const handshakeAgeMs =
    peer?.handshakeAt === undefined ? undefined : Math.max(0, clock.now() - peer.handshakeAt);
  const verdict = watchdog.judge({ receivedBytes, handshakeAgeMs, answered });
  if (verdict === 'works') onAlive();
  else if (verdict === 'silent') onSilent();
  else {
    watchdog.reset();
    onDead();
  }
}

/** Puts back the table, the address and the routes. */
async function repair(
  state: KernelState,
  tunnel: Tunnel | undefined,
  { kernel, forwarding, signal, events }: WatchTunnelOptions,
): Promise<void> {
  const broken = [
    ...(state.isTableIntact ? [] : ['the table of nft']),
    ...(tunnel !== undefined && state.link !== undefined && lacksRoutes(state, tunnel.end)
      ? ['the address or a route of the tunnel']
      : []),
  ];
  if (broken.length === 0) return;
  try {
    if (!state.isTableIntact) {
      if (tunnel === undefined) await kernel.close(signal);
      else
        await kernel.open({ dns: tunnel.end.dnsServers[0], forward: forwarding.current }, signal);
    }
    if (tunnel !== undefined && state.link !== undefined) {
      await kernel.restoreRoutes(tunnel.end, signal);
    }
    const message = `Another program has changed ${broken.join(' and ')}; it is restored`;
    events.trouble(message, message, {});
    events.over(message, 'What was changed is restored');
  } catch (error) {
    signal.throwIfAborted();
    events.trouble('repair', `Another program has changed ${broken.join(' and ')}`, { error });
  }
}

function interfaceGone(name: string): ExitError {
  return new ExitError(
    EXIT_STALE_NAMESPACE,
    `The interface ${name} is gone`,
    'restart what makes it, and then the gateway; systemd and NixOS do so',
  );
}
