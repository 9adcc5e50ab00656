/** The last argument of every method that talks to the network. */
export interface RequestOptions {
  /**
   * Stops the call; it then rejects with `signal.reason`, untouched. A mapping may have been made or
   * released all the same: the API finishes what it has begun.
   */
  readonly signal?: AbortSignal | undefined;
  /** Longest time for each request of this call, in milliseconds. @default {that of the client} */
  readonly timeoutMs?: number | undefined;
}
