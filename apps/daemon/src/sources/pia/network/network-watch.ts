import type { Clock } from '@portkeep/port-lease';
import { isLackOfResources } from './lack-of-resources.ts';
import type { LeadingTunnel, TunnelChange } from './leading-tunnel.ts';
import { type NetworkSnapshot, readNetworkSnapshot } from './network-snapshot.ts';
import { hasOnlyLoopback } from './tunnel-identity.ts';

/**
 * - `changed`: the tunnel went, came back or got another address: find the gateway again.
 * - `stale`: nothing but loopback for two minutes: this namespace is dead, a restart is needed.
 */
export type NetworkEvent =
  | ({ readonly type: 'changed' } & TunnelChange)
  | { readonly type: 'stale' };

/** Options of {@link watchNetwork}. */
export interface WatchNetworkOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly read?: (() => NetworkSnapshot) | undefined;
  /** The tunnel to watch; changes of others do not count. */
  readonly tunnel: Pick<LeadingTunnel, 'look'>;
  /** How often to look, in milliseconds, default 2000. */
  readonly intervalMs?: number | undefined;
  /** How long only loopback must be left until `stale`, in milliseconds, default 120 000. */
  readonly staleAfterMs?: number | undefined;
}

/**
 * Looks at the network every two seconds and yields what changed; ends when the signal aborts.
 * `stale` comes once per outage. A slow consumer misses no change, only intermediate states.
 */
export async function* watchNetwork(
  options: WatchNetworkOptions,
): AsyncGenerator<NetworkEvent, void, void> {
  const { clock, signal, tunnel, read = readNetworkSnapshot } = options;
  const { intervalMs = 2_000, staleAfterMs = 120_000 } = options;
  let loneSince: number | undefined;
  let told = false;
  while (!signal.aborted) {
    const seen = await look(read, tunnel);
    if (seen?.change !== undefined) yield { type: 'changed', ...seen.change };
    if (seen?.isLone === false) {
      loneSince = undefined;
      told = false;
    } else if (seen?.isLone) {
      loneSince ??= clock.monotonic();
      if (!told && clock.monotonic() - loneSince >= staleAfterMs) {
        told = true;
        yield { type: 'stale' };
      }
    }
    try {
      await clock.delay(intervalMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
  }
}

/** `undefined` where this machine cannot look: the network may be unchanged. */
async function look(
  read: () => NetworkSnapshot,
  tunnel: Pick<LeadingTunnel, 'look'>,
): Promise<{ readonly change: TunnelChange | undefined; readonly isLone: boolean } | undefined> {
  try {
    const snapshot = read();
    return { change: await tunnel.look(snapshot), isLone: hasOnlyLoopback(snapshot) };
  } catch (error) {
    if (!isLackOfResources(error)) throw error;
    return undefined;
  }
}
