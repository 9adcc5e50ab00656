import type { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { PortSink } from './port-sink.ts';
import type { SinkEvent } from './sink-event.ts';
import type { SinkState } from './sink-state.ts';

/** Options of {@linkcode SinkPublisher}. */
export interface SinkPublisherOptions<T> {
  /** Each with a name of its own. */
  readonly sinks: readonly PortSink<T>[];
  /** Ends all workers at once. */
  readonly signal: AbortSignal;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  /** Wait after a failed attempt. @default {ladder([1, 2, 5, 10, 30, 60])} */
  readonly backoff?: Backoff | undefined;
  /** How often a sink in sync is reconciled, milliseconds. @default {60_000} */
  readonly reconcileEveryMs?: number | undefined;
  /** Longest one attempt may take, milliseconds. @default {90_000} */
  readonly attemptTimeoutMs?: number | undefined;
  /** Told of every publish, failure and repair. */
  readonly onEvent?: ((event: SinkEvent<T>) => void) | undefined;
}

export declare class SinkPublisher<T> {
  constructor(options: SinkPublisherOptions<T>);
  publish(value: T): void;
  withdraw(): void;
  wake(): void;
  settled(): Promise<Record<string, SinkState>>;
  states(): Record<string, SinkState>;
}
