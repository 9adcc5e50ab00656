import type { RequestOptions } from '../request-options.ts';
import type { WallClock } from '../wall-clock.ts';
import { checkInterval } from './check-interval.ts';
import { changeBetween, type MainDataChange } from './main-data-change.ts';
import type { MainDataState } from './main-data-state.ts';

/** As in the Web UI of qBittorrent. */
const DEFAULT_INTERVAL_MS = 1_500;

/** How to poll. */
export interface ChangesOptions {
  /** Ends the changes, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** The pause between two requests, in milliseconds up to 2147483647. @default {1500} */
  readonly intervalMs?: number | undefined;
  /**
   * Called when a request failed; the next one is sent after the pause. Without it the changes end with
   * the error.
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What can be polled. */
export interface Polled {
  /** What it holds now. */
  readonly state: MainDataState;
  /** Brings it up to date. */
  update(options: RequestOptions): Promise<unknown>;
}

/**
 * Polls, and yields what changed.
 *
 * @param start What the first change is counted from.
 */
export async function* pollChanges(
  polled: Polled,
  start: MainDataState,
  clock: WallClock,
  { signal, intervalMs = DEFAULT_INTERVAL_MS, onError }: ChangesOptions,
): AsyncGenerator<MainDataChange, void> {
  checkInterval(intervalMs);
  let seen = start;
  try {
    for (;;) {
      await updateOr(onError, polled, signal);
      const change = changeBetween(seen, polled.state);
      seen = polled.state;
      if (!change.isEmpty) yield change;
      await clock.delay(intervalMs, signal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

async function updateOr(
  onError: ChangesOptions['onError'],
  polled: Polled,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await polled.update({ signal });
  } catch (error) {
    if (onError === undefined || signal?.aborted) throw error;
    onError(error);
  }
}
