/**
 * Asks {@linkcode keepLease} not to wait: the network changed, or the operator said so.
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
   * Has whatever waits tried at once, with the backoff back at its first step.
   *
   * Asked while an attempt runs, one more attempt follows right after it, however often it was
   * asked. A source must not ask from within its own attempts: that would never end.
   */
  request(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` at each request until the returned function is called. */
  subscribe(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
