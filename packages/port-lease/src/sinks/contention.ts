import type { Clock } from '../clock/clock.ts';

const REPAIRS_ALLOWED = 3;
const WITHIN_MS = 10 * 60_000;
const PAUSE_MS = 3_600_000;

/**
 * Notices that another program keeps changing a sink: more than 3 repairs within 10 minutes.
 *
 * Further repairs would only make the value flap, so the sink is to be left alone for an hour.
 */
export class Contention {
  readonly #clock: Clock;
  #repairs: number[] = [];
  #pausedUntil: number | undefined;
  #resumeAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Monotonic time at which the pause ends, `undefined` when there is no pause. */
  get pausedUntil(): number | undefined {
    return this.#pausedUntil;
  }

  /** Wall clock time at which the pause ends. */
  get resumeAt(): number {
    return this.#resumeAt;
  }

  /** Counts a repair, and starts the pause when there have been too many. */
  repaired(): void {
    const now = this.#clock.monotonic();
    this.#repairs = [...this.#repairs.filter((at) => now - at <= WITHIN_MS), now];
    if (this.#repairs.length <= REPAIRS_ALLOWED) return;
    this.#pausedUntil = now + PAUSE_MS;
    this.#resumeAt = this.#clock.now() + PAUSE_MS;
  }

  /** Ends the pause and forgets the repairs that led to it. */
  resume(): void {
    if (this.#pausedUntil === undefined) return;
    this.#pausedUntil = undefined;
    this.#repairs = [];
  }
}
