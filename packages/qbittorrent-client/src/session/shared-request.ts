import type { RequestOptions } from '../request-options.ts';
import { checkTimeout, LONGEST_MS } from './check-timeout.ts';
import { timedOut } from './network-error.ts';
import { SingleFlight } from './single-flight.ts';

/** Whose request it is; `timeoutMs` is for callers that give none. */
interface SharedRequestOptions {
  readonly does: string;
  readonly host: string;
  readonly timeoutMs: number;
}

/**
 * A request that several calls need at the same time, sent once.
 *
 * A caller with less time than the others stops waiting, and the request goes on: for the others,
 * and for who comes next. A login that was given up would be sent again, and each that fails counts
 * to a ban.
 */
export class SharedRequest {
  readonly #options: SharedRequestOptions;
  readonly #flight = new SingleFlight();

  constructor(options: SharedRequestOptions) {
    this.#options = options;
  }

  /**
   * Joins the request under way, or sends it.
   *
   * @param send Sends it, under the options it is given.
   * @param options Those of the caller: an abort or `QBT_TIMEOUT` ends its own wait.
   */
  async run(
    send: (options: RequestOptions) => Promise<void>,
    { signal, timeoutMs = this.#options.timeoutMs }: RequestOptions,
  ): Promise<void> {
    signal?.throwIfAborted();
    const longest = Math.max(checkTimeout(timeoutMs), this.#options.timeoutMs);
    // Who has stopped waiting for want of time may abort afterwards, and ends nothing by it.
    const interest = new AbortController();
    const giveUp = () => interest.abort(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    const sent = this.#flight.run((own) => {
      const request = send({ signal: own, timeoutMs: longest });
      // Two requests at most, a login and the look after it. What still hangs then (a function that
      // reads the password, a transport without a clock) is left, so that the next call begins anew.
      return this.#within(Math.min(2 * longest, LONGEST_MS), request);
    }, interest.signal);
    try {
      await this.#within(timeoutMs, sent);
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async #within(timeoutMs: number, work: Promise<void>): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timedOut({ ...this.#options, timeoutMs })), timeoutMs);
    });
    try {
      await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
