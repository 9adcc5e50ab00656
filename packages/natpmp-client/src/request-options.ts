/** The last argument of every method that talks to the network. */
export interface RequestOptions {
  /**
   * Stops the call; it then rejects with `signal.reason`, untouched. A mapping may have been made or
   * released all the same: the API finishes what it has begun.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long each request of this call may take, in milliseconds from 1 to 2147483647; with any
   * other number the call rejects with a `TypeError`.
   *
   * @default {that of the client}
   */
  readonly timeoutMs?: number | undefined;
}
