/** How a request waits for a place. */
export interface SendQueueOptions {
  /** Ends the wait: the promise then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it overtakes those that are not urgent. */
  readonly urgent?: boolean | undefined;
}

/** Runs a limited number of requests at a time; the others wait in the order in which they came. */
export class SendQueue {
  #free: number;
  readonly #urgent = new Set<() => void>();
  readonly #others = new Set<() => void>();

  /** @param places How many run at a time. */
  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Runs `send` as soon as there is a place for it, and keeps the place until it is over.
   *
   * @param send Begins when the place is free.
   */
  async run<T>(send: () => Promise<T>, { signal, urgent }: SendQueueOptions): Promise<T> {
    await this.#place(urgent ? this.#urgent : this.#others, signal);
    try {
      return await send();
    } finally {
      this.#next();
    }
  }

  #place(line: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#free >= 1) {
        this.#free -= 1;
        resolve();
        return;
      }
      const leave = () => {
        line.delete(enter);
        reject(signal?.reason);
      };
      const enter = () => {
        line.delete(enter);
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.add(enter);
    });
  }

  #next(): void {
    const [enter] = this.#urgent.size > 0 ? this.#urgent : this.#others;
    if (enter === undefined) this.#free += 1;
    else enter();
  }
}
