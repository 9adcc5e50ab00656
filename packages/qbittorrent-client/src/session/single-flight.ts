interface Flight<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Lets callers that want the same thing at the same time share one run of it.
 *
 * Each caller may give up alone; the run itself is aborted when the last one did.
 */
export class SingleFlight<T = void> {
  #flight: Flight<T> | undefined;

  /**
   * Joins the run under way, or starts one.
   *
   * @param task What to do. Gets a signal of its own.
   * @param signal Stops waiting; the promise then rejects with `signal.reason`.
   */
  async run(task: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const flight = this.#join(task);
    let onAbort = () => {};
    const gaveUp = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal?.reason);
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    // The task itself may have caused the abort as it began.
    if (signal?.aborted) onAbort();
    try {
      return await Promise.race([flight.result, gaveUp]);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        if (this.#flight === flight) this.#flight = undefined;
        flight.abort.abort();
      }
    }
  }

  #join(task: (signal: AbortSignal) => Promise<T>): Flight<T> {
    if (this.#flight === undefined) {
      const abort = new AbortController();
      this.#flight = { result: task(abort.signal), abort, waiting: 0 };
      // The callers see a failure through the race; without this one more would be "unhandled"
      // when all of them gave up first.
      this.#flight.result.catch(() => undefined);
    }
    this.#flight.waiting += 1;
    return this.#flight;
  }
}
