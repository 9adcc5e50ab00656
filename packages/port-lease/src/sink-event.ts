/** What happened at a sink, for logs and metrics. */
export interface SinkEvent<T> {
  /** The sink's name. */
  readonly sink: string;
  /**
   * - `published`: the sink now holds `value`;
   * - `failed`: `error`, tried again at `retryAt`, where there will be another try before a change;
   * - `repaired`: the sink had drifted and holds `value` again;
   * - `contended`: repaired too often, left alone until `retryAt`;
   * - `withdrawn`: the sink holds no value any more, as asked.
   */
  readonly type: 'published' | 'failed' | 'repaired' | 'contended' | 'withdrawn';
  /** The value published, repaired or failed to be published. */
  readonly value?: T | undefined;
  /** What the attempt was rejected with. */
  readonly error?: unknown;
  /** Epoch milliseconds. */
  readonly retryAt?: number | undefined;
}
