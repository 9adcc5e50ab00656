/**
 * Everything in this package that knows about time.
 *
 * There are two clocks because neither can be trusted alone: the wall clock can be set, and the
 * monotonic one may stand still while the machine sleeps.
 */
export interface Clock {
  /** Wall clock in epoch milliseconds. It may jump in both directions. */
  now(): number;
  /** Milliseconds since a fixed moment. Never goes back, but may stand still during a suspend. */
  monotonic(): number;
  /**
   * Resolves after `ms` milliseconds of monotonic time; `Infinity` waits until the abort.
   *
   * Rejects with `signal.reason` as soon as `signal` aborts, and leaves no timer or listener behind.
   */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
