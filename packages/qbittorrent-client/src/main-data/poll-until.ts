import type { WallClock } from '../wall-clock.ts';
import { checkInterval } from './check-interval.ts';
import type { MainDataState } from './main-data-state.ts';
import type { Polled } from './poll-changes.ts';

/** Short, because a program that waits for a change wants it soon, and does not poll for long. */
const DEFAULT_INTERVAL_MS = 250;

/** How to wait for a change. */
export interface UntilOptions {
  /** Ends the wait: it rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** The pause between two requests, in milliseconds up to 2147483647. @default {250} */
  readonly intervalMs?: number | undefined;
}

/** What a condition gives when it is fulfilled. */
export type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/**
 * Polls until a condition is fulfilled.
 *
 * @param condition Looks at a state that was asked for after the call; what it promises is awaited.
 * @returns What the condition gave.
 * @throws {TypeError} When `intervalMs` cannot be a pause.
 */
export async function pollUntil<T>(
  polled: Polled,
  condition: (state: MainDataState) => T | PromiseLike<T>,
  clock: WallClock,
  { signal, intervalMs = DEFAULT_INTERVAL_MS }: UntilOptions,
): Promise<Truthy<T>> {
  checkInterval(intervalMs);
  for (;;) {
    await polled.update({ signal });
    const found = await condition(polled.state);
    if (isTruthy(found)) return found;
    await clock.delay(intervalMs, signal);
  }
}

function isTruthy<T>(value: T): value is Truthy<T> {
  return Boolean(value);
}
