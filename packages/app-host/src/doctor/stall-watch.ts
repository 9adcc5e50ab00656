const EVERY_MS = 100;

/** Measures the longest time that the process could not run, for lack of CPU or of memory. */
export class StallWatch {
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #tickedAt: number;
  #longestMs = 0;

  /** @param now a monotonic clock, milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#tickedAt = now();
    this.#timer = setInterval(() => this.#tick(), EVERY_MS).unref();
  }

  /** The longest stall since the last call, milliseconds. */
  takeLongestMs(): number {
    this.#tick();
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return longestMs;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = this.#now();
    this.#longestMs = Math.max(this.#longestMs, now - this.#tickedAt - EVERY_MS);
    this.#tickedAt = now;
  }
}
