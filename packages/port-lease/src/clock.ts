/**
 * Everything in this package that knows about time.
 *
 * Two clocks, because each lies in its own way: the wall clock can be set, the monotonic one may
 * stand still while the machine sleeps.
 */
export interface Clock {
  /** Wall clock in epoch milliseconds. It may jump in both directions. */
  now(): number;
  /** Milliseconds since some fixed moment. Never goes back, may stand still during a suspend. */
  monotonic(): number;
  /**
   * Resolves after `ms` milliseconds of monotonic time; `Infinity` waits for the abort alone.
   *
   * Rejects with `signal.reason` as soon as `signal` aborts, and leaves no timer or listener behind.
   */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}
