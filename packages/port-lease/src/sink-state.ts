/** How one sink stands. */
export interface SinkState {
  /** Holds the newest value, as far as known. False before the first one. */
  readonly inSync: boolean;
  /** The failure's code, `SINK_TIMEOUT`, or `CONTENDED` when another program keeps changing the sink. */
  readonly code?: string | undefined;
  /** What is wrong, for people. */
  readonly message?: string | undefined;
  /** When it is tried again, epoch milliseconds; missing when only a change leads to another try. */
  readonly retryAt?: number | undefined;
}
