import type { Clock } from '@portkeep/port-lease';

/** What a process does that others notice, or that remains: a request, a write. */
export interface Effect {
  readonly when: 'before' | 'after';
  readonly what: string;
}

/**
 * One run of a process, seen from inside. Once it is over, as after `kill -9`, nothing arrives that
 * the process waits for, so it never does anything again.
 */
export class Life {
  readonly #onEffect: (effect: Effect) => void;
  #over = false;

  constructor(onEffect: (effect: Effect) => void) {
    this.#onEffect = onEffect;
  }

  get over(): boolean {
    return this.#over;
  }

  end(): void {
    this.#over = true;
  }

  /** The outcome of `work`, if the process lives to see it. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      work.then(
        (value) => this.#over || resolve(value),
        (error) => this.#over || reject(error),
      );
    });
  }

  /** Does something that others notice; the process may end right before it and right after it. */
  async effect<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.#onEffect({ when: 'before', what });
    if (this.#over) return new Promise<never>(() => {});
    try {
      return await this.guard(work());
    } finally {
      this.#onEffect({ when: 'after', what });
      if (this.#over) await new Promise<never>(() => {});
    }
  }

  /** The machine's clock, on which only a living process can wait. */
  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      delay: (ms, signal) => this.guard(clock.delay(ms, signal)),
    };
  }
}
