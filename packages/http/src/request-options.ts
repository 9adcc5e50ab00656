/** The last argument of every method of a client that talks to the network. */
export interface RequestOptions {
  /** Stops the call; the promise then rejects with `signal.reason`, unchanged. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long each request of this call may take, in milliseconds from 1 to 2147483647; with any
   * other number the call rejects with a `TypeError`.
   *
   * @default {the limit of the client}
   */
  readonly timeoutMs?: number | undefined;
}
