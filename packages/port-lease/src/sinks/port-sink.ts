/** What a sink receives in addition to the value. */
export interface SinkContext {
  /** Aborts when the attempt takes too long or the publisher stops. The sink must then settle soon. */
  readonly signal: AbortSignal;
}

/**
 * A place that must know the current value: a file, a torrent client, a command.
 *
 * An error may carry a string `code`, shown in the sink's state, and a number
 * `retryAfterSeconds`: the retry then waits at least this long. A sink that knows better than the
 * publisher when it will really try again gives its error a `retryAt`, in epoch milliseconds, or
 * `null` for "not until something changes"; it is only shown, the publisher goes on as before.
 */
export interface PortSink<T> {
  /** Unique among the sinks of one publisher; a label in logs, metrics and status. */
  readonly name: string;
  /** How often {@linkcode reconcile} runs, milliseconds, at least 1000. @default {the publisher's} */
  readonly reconcileEveryMs?: number | undefined;
  /** Whether replacing `a` by `b` would change nothing here. @default {Object.is} */
  same?(a: T, b: T): boolean;
  /** Sends the value to the sink. Resolves once the sink holds it. */
  publish(value: T, context: SinkContext): Promise<void>;
  /** Checks that the sink still holds `value`, and repairs it if not. */
  reconcile?(value: T, context: SinkContext): Promise<'in-sync' | 'repaired'>;
  /** Removes the value from the sink: there is none at present. */
  withdraw?(context: SinkContext): Promise<void>;
}
