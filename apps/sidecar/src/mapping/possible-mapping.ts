import { isNatPmpError } from '@portkeep/natpmp-client/core';
import { isDeleted } from './is-deleted.ts';

/**
 * Until when the gateway may hold a mapping. Every request can make one until an answer rules it out:
 * the API's 500 does not, nor does a request that was cut short. All times are monotonic.
 */
export class PossibleMapping {
  #until = Number.NEGATIVE_INFINITY;
  #before = Number.NEGATIVE_INFINITY;

  /** A request is sent; the mapping that it makes lasts until then. */
  asking(until: number): void {
    this.#before = this.#until;
    this.#until = Math.max(this.#until, until);
  }

  /** It made one. */
  made(until: number): void {
    this.#until = until;
  }

  /** It failed. */
  failed(error: unknown): void {
    if (isDeleted(error)) this.#until = Number.NEGATIVE_INFINITY;
    else if (isNatPmpError(error) && !error.ambiguous) this.#until = this.#before;
  }

  /** Whether there may be one. */
  lasts(now: number): boolean {
    return now < this.#until;
  }
}
