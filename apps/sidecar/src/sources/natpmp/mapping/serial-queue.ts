/**
 * Runs one piece of work after the other: NAT-PMP requires one request at a time (RFC 6886, 3.1).
 */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Begins `work` when everything before it has succeeded or failed. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const own = this.#last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#last = own.catch(() => undefined);
    return own;
  }
}
