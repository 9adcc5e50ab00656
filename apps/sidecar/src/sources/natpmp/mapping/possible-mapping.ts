import { isNatPmpError } from '@portkeep/natpmp-client/core';
import { isDeleted } from './is-deleted.ts';

/**
 * Until when the gateway may hold a mapping. Every request can make one until an answer rules it
 * out: neither the API's 500 nor an interrupted request does. All times are monotonic.
 */
export class PossibleMapping {
  #until = Number.NEGATIVE_INFINITY;
  #before = Number.NEGATIVE_INFINITY;

  /** Records that a request is sent; the mapping that it makes lasts until then. */
  asking(until: number): void {
    this.#before = this.#until;
    this.#until = Math.max(this.#until, until);
  }

  /** Records that it made a mapping. */
  made(until: number): void {
    this.#until = until;
  }

  /** Records that it failed. */
  failed(error: unknown): void {
    if (isDeleted(error)) this.#until = Number.NEGATIVE_INFINITY;
    else if (isNatPmpError(error) && !error.ambiguous) this.#until = this.#before;
  }

  /** Whether there may be a mapping. */
  lasts(now: number): boolean {
    return now < this.#until;
  }
}
