import type { Clock } from './clock.ts';

/** Without a reason of its own every ring would make a DOMException with its stack. */
const RUNG = new Error('The alarm has rung');

/** A wait that can be ended from outside; a ring before the wait is not lost. */
export class Alarm {
  readonly #clock: Clock;
  #controller = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the wait that goes on, or else the next one. */
  ring(): void {
    this.#controller.abort(RUNG);
  }

  /** Resolves after `ms` milliseconds or at the ring. */
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
