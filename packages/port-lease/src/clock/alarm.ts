import type { Clock } from './clock.ts';

/** Without a fixed reason, each ring would create a DOMException with a stack trace. */
const RUNG = new Error('The alarm has rung');

/** A wait that can be ended early from outside; a ring before the wait is not lost. */
export class Alarm {
  readonly #clock: Clock;
  #controller = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the current wait, or the next one if nothing is waiting. */
  ring(): void {
    this.#controller.abort(RUNG);
  }

  /** Resolves after `ms` milliseconds or at a ring, whichever comes first. */
  async wait(ms: number): Promise<void> {
    const { signal } = this.#controller;
    try {
      await this.#clock.delay(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) this.#controller = new AbortController();
  }
}
