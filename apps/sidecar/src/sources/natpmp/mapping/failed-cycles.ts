/** Tries may come a tenth early, and still begin the next cycle. */
const EARLY_SHARE = 0.9;

/**
 * Counts the cycles of `REFRESH_INTERVAL` in a row in which a protocol could not be mapped. A cycle
 * begins with a try and has failed when the next try belongs to the next cycle.
 */
export class FailedCycles {
  readonly #cycleMs: number;
  #startedAt: number | undefined;
  #tries = 0;
  #retries = 0;
  #count = 0;

  /** @param cycleMs `REFRESH_INTERVAL`. */
  constructor(cycleMs: number) {
    this.#cycleMs = cycleMs;
  }

  /** Cycles that failed in a row. */
  get count(): number {
    return this.#count;
  }

  /** Failed tries in the present cycle. */
  get tries(): number {
    return this.#tries;
  }

  /** Tries after the first in the cycle that failed last. */
  get retries(): number {
    return this.#retries;
  }

  /** Records that a try begins; `now` is on a monotonic clock. */
  begin(now: number): void {
    this.#startedAt ??= now;
  }

  /** Milliseconds until the present cycle is over. */
  left(now: number): number {
    return (this.#startedAt ?? now) + this.#cycleMs - now;
  }

  /** Records that the try failed. */
  failed(): void {
    this.#tries += 1;
  }

  /** Records that the next try is planned for `at`. */
  next(at: number): void {
    if (at - (this.#startedAt ?? at) < this.#cycleMs * EARLY_SHARE) return;
    this.#count += 1;
    this.#retries = this.#tries - 1;
    this.#tries = 0;
    this.#startedAt = at;
  }

  /** Records that a mapping was made. */
  succeeded(): void {
    this.#startedAt = undefined;
    this.#tries = 0;
    this.#count = 0;
  }
}
