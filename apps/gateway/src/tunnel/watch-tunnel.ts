import { EXIT_STALE_NAMESPACE, ExitError } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';
import type { Kernel, KernelState } from '../kernel/kernel.ts';
import type { Ipv4 } from '../values/ipv4.ts';
import { type RepairOptions, repairTunnel } from './repair-tunnel.ts';
import type { Tunnel } from './tunnel.ts';
import { Watchdog } from './watchdog.ts';

/** Options of {@linkcode watchTunnel}. */
export interface WatchTunnelOptions extends RepairOptions {
  readonly kernel: RepairOptions['kernel'] & Pick<Kernel, 'readState'>;
  readonly clock: Pick<Clock, 'monotonic' | 'delay'>;
  readonly intervalMs: number;
  readonly interfaceName: string;
  /** The tunnel that should run, with the name server in use; `undefined` while there is none. */
  readonly current: () => Tunnel | undefined;
  /** The tunnel is being changed: nothing can be said now. */
  readonly isBusy: () => boolean;
  readonly reaches: (gateway: Ipv4, signal: AbortSignal, limitMs: number) => Promise<boolean>;
  /** Receives each look at the kernel. */
  readonly onState: (state: KernelState) => void;
  readonly onSilent: () => void;
  /** Called again for the same tunnel as long as it stays dead. */
  readonly onDead: (tunnel: Tunnel) => void;
  readonly onAlive: () => void;
}

/** How long the tunnel's gateway may take to answer. */
const ANSWER_MS = 3_000;
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
  let due = clock.monotonic();
  for (;;) {
    // At equal distances, however long the last look took.
    due = Math.max(due + intervalMs, clock.monotonic());
    await clock.delay(due - clock.monotonic(), signal);
    const wasBusy = isBusy();
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
    // What was read meanwhile is half old and half new.
    if (wasBusy || isBusy()) continue;
    const tunnel = current();
    await repairTunnel(state, tunnel, options);
    // No server is to blame for a missing interface.
    if (tunnel === undefined || state.link === undefined) continue;
    if (watched !== tunnel.since) {
      watchdog.reset();
      watched = tunnel.since;
    }
    await judge(state, tunnel, watchdog, options);
  }
}

async function judge(
  { wireguard }: KernelState,
  tunnel: Tunnel,
  watchdog: Watchdog,
  { clock, signal, intervalMs, isBusy, reaches, onSilent, onDead, onAlive }: WatchTunnelOptions,
): Promise<void> {
  const { serverKey, gateway } = tunnel.end;
  const peer = wireguard?.peers.find(({ publicKey }) => publicKey === serverKey);
  const receivedBytes = peer?.receivedBytes ?? 0;
  // Before the next look is due.
  const limitMs = Math.min(intervalMs, ANSWER_MS);
  const answered = watchdog.grew(receivedBytes)
    ? undefined
    : await reaches(gateway, signal, limitMs);
  if (isBusy()) return;
  const seenAt = clock.monotonic();
  const verdict = watchdog.judge({
    receivedBytes,
    handshakeAt: peer?.handshakeAt,
    answered,
    seenAt,
  });
  if (verdict === 'works') onAlive();
  else if (verdict === 'silent') onSilent();
  else {
    watchdog.reset();
    onDead(tunnel);
  }
}

function interfaceGone(name: string): ExitError {
  return new ExitError(
    EXIT_STALE_NAMESPACE,
    `The interface ${name} is gone`,
    'restart what makes it, and then the gateway; systemd and NixOS do so',
  );
}
