/** The state of one sink. */
export interface SinkState {
  /** Whether the sink holds the newest value, as far as known. False before the first value. */
  readonly inSync: boolean;
  /** Code of the failure, `SINK_TIMEOUT`, or `CONTENDED` when another program keeps changing the sink. */
  readonly code?: string | undefined;
  /** What is wrong, in words for the user. */
  readonly message?: string | undefined;
  /** Time of the next try, epoch milliseconds; missing when only a change leads to another try. */
  readonly retryAt?: number | undefined;
}
