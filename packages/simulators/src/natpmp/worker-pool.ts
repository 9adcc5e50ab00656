/**
 * The threads of the API. Each waits for the gateway without doing anything else, so that even
 * `/health` has to wait when all of them are busy.
 */
export class WorkerPool {
  /** Until when each is busy, in milliseconds since 1970. */
  readonly #busyUntil: number[];
  #latest = -Infinity;

  constructor(workers: number) {
    if (!Number.isInteger(workers) || workers < 1) {
      throw new RangeError("Cannot start: 'workers' must be a whole number above 0");
    }
    this.#busyUntil = Array.from({ length: workers }, () => -Infinity);
  }

  /**
   * Gives work to the first worker that is free.
   *
   * @returns when it begins
   */
  take(at: number, durationMs: number): number {
    // A clock that was set back must not make earlier work last for hours.
    if (at < this.#latest) this.#busyUntil.fill(-Infinity);
    this.#latest = at;
    const first = Math.min(...this.#busyUntil);
    const start = Math.max(at, first);
    this.#busyUntil[this.#busyUntil.indexOf(first)] = start + durationMs;
    return start;
  }
}
