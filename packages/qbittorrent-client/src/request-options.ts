/** The last argument of every method that talks to the network. */
export interface RequestOptions {
  /** Stops the call; the promise then rejects with `signal.reason`, untouched. */
  readonly signal?: AbortSignal | undefined;
}
