import type { Clock } from '@portkeep/port-lease';
import { type NetworkSnapshot, readNetworkSnapshot } from './network-snapshot.ts';
import { hasOnlyLoopback, tunnelIdentity } from './tunnel-identity.ts';

/**
 * - `changed`: the tunnel went, came back or got another address: find the gateway again.
 * - `stale`: nothing but loopback for two minutes: this namespace is dead, a restart is needed.
 */
export type NetworkEvent =
  | {
      readonly type: 'changed';
      /** {@link tunnelIdentity} before and now. */
      readonly previous: string;
      readonly identity: string;
      readonly snapshot: NetworkSnapshot;
    }
  | { readonly type: 'stale' };

/** Options of {@link watchNetwork}. */
export interface WatchNetworkOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly read?: (() => NetworkSnapshot) | undefined;
  /** The identity already acted on; by default the one at the start. */
  readonly identity?: string | undefined;
  /** Milliseconds between two looks, default 2000. */
  readonly intervalMs?: number | undefined;
  /** Milliseconds of nothing but loopback until `stale`, default 120 000. */
  readonly staleAfterMs?: number | undefined;
}

/**
 * Looks at the network every two seconds and yields what changed; ends when the signal aborts.
 * `stale` comes once per outage. A consumer that is busy misses no change, only its steps.
 */
export async function* watchNetwork(
  options: WatchNetworkOptions,
): AsyncGenerator<NetworkEvent, void, void> {
  const { clock, signal, read = readNetworkSnapshot } = options;
  const { intervalMs = 2_000, staleAfterMs = 120_000 } = options;
  let previous = options.identity;
  let loneSince: number | undefined;
  let told = false;
  while (!signal.aborted) {
    const snapshot = read();
    const identity = tunnelIdentity(snapshot);
    if (previous !== undefined && identity !== previous) {
      yield { type: 'changed', previous, identity, snapshot };
    }
    previous = identity;
    if (!hasOnlyLoopback(snapshot)) {
      loneSince = undefined;
      told = false;
    } else {
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
