import { checkTimeout, LONGEST_TIMEOUT_MS, timedOut, withinLimit } from '@portkeep/http/client';
import type { RequestOptions } from '../request-options.ts';
import { type Attempt, networkError } from './network-error.ts';
import { SingleFlight } from './single-flight.ts';

/** The options under which a {@link SharedRequest} is sent. */
export interface SharedOptions extends RequestOptions {
  /** From now on it continues even if all callers that wait for it abort. */
  readonly keep: () => void;
}

/**
 * A request that several calls need at the same time, sent once.
 *
 * A caller with less time than the others stops waiting, and the request goes on: for the others,
 * and for calls that come later. An abandoned login would be sent again, and each that fails
 * counts towards a ban.
 */
export class SharedRequest<T = void> {
  readonly #attempt: Attempt;
  readonly #flight = new SingleFlight<T>();
  #isKept = false;

  /**
   * @param attempt Whose request it is; `timeoutMs` is for callers that give none.
   */
  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /**
   * Joins the request under way, or sends it.
   *
   * @param send Sends it, under the options it is given.
   * @param options Those of the caller: an abort or `QBT_TIMEOUT` ends its own wait.
   */
  async run(
    send: (options: SharedOptions) => Promise<T>,
    { signal, timeoutMs = this.#attempt.timeoutMs }: RequestOptions,
  ): Promise<T> {
    signal?.throwIfAborted();
    const longest = Math.max(checkTimeout(timeoutMs), this.#attempt.timeoutMs);
    // A caller that ran out of time may abort afterwards, which ends nothing.
    const interest = new AbortController();
    const giveUp = () => {
      if (!this.#isKept) interest.abort(signal?.reason);
    };
    const keep = () => {
      this.#isKept = true;
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await this.#within({ timeoutMs, signal }, () =>
        this.#flight.run((own) => {
          this.#isKept = false;
          // At most two requests: a login and the check after it. What still hangs then (a function
          // that reads the password, a transport without a clock) is left, so that the next call
          // begins again.
          const limit = Math.min(2 * longest, LONGEST_TIMEOUT_MS);
          return this.#within({ timeoutMs: limit }, () =>
            send({ signal: own, timeoutMs: longest, keep }),
          );
        }, interest.signal),
      );
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  #within(
    limit: Pick<RequestOptions, 'signal'> & Pick<Attempt, 'timeoutMs'>,
    work: () => Promise<T>,
  ): Promise<T> {
    const attempt = { ...this.#attempt, timeoutMs: limit.timeoutMs };
    return withinLimit({ ...limit, timedOut: () => networkError(timedOut(true), attempt) }, work);
  }
}
