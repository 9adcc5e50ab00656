/**
 * Asks {@linkcode keepLease} not to wait, because the network changed or the operator asked for it.
 *
 * @example Renew as soon as the tunnel changes
 * ```ts
 * import { EarlyRenewal } from '@portkeep/port-lease';
 *
 * const early = new EarlyRenewal();
 * let asked = 0;
 * const stop = early.subscribe(() => asked++);
 * early.request();
 * stop();
 * early.request();
 * if (asked !== 1) throw new Error('only the first request was heard');
 * ```
 */
export class EarlyRenewal {
  readonly #listeners = new Set<() => void>();

  /**
   * Ends the wait: the next attempt starts at once, and the backoff is back at its first step.
   *
   * If an attempt is running, exactly one more follows right after it, however many requests came
   * meanwhile. A source must not ask from within its own attempts: that would never end.
   */
  request(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` for each request until the returned function is called. */
  subscribe(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
