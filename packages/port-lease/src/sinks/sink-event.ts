/** What happened at a sink, for logs and metrics. */
export interface SinkEvent<T> {
  /** The sink's name. */
  readonly sink: string;
  /**
   * - `published`: the sink now holds `value`;
   * - `failed`: `error`; tried again at `retryAt`, which is missing when only a change leads to a retry;
   * - `repaired`: the sink had lost `value` and holds it again;
   * - `contended`: repaired too often, left alone until `retryAt`;
   * - `withdrawn`: the value was removed from the sink, as requested.
   */
  readonly type: 'published' | 'failed' | 'repaired' | 'contended' | 'withdrawn';
  /** The value that was published or repaired, or could not be published. */
  readonly value?: T | undefined;
  /** What the attempt rejected with. */
  readonly error?: unknown;
  /** Epoch milliseconds. */
  readonly retryAt?: number | undefined;
}
