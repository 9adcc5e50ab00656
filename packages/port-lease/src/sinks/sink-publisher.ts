import type { Clock } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Backoff } from '../lease/backoff.ts';
import { secondsLadder } from '../lease/seconds-ladder.ts';
import type { PortSink } from './port-sink.ts';
import type { SinkEvent } from './sink-event.ts';
import type { SinkState } from './sink-state.ts';
import { SinkWorker } from './sink-worker.ts';

/** Options of {@linkcode SinkPublisher}. */
export interface SinkPublisherOptions<T> {
  /** Each needs a unique name. */
  readonly sinks: readonly PortSink<T>[];
  /** Ends all workers at once. */
  readonly signal: AbortSignal;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  /** Wait after a failed attempt. @default {secondsLadder([1, 2, 5, 10, 30, 60])} */
  readonly backoff?: Backoff | undefined;
  /** How often a sink in sync is reconciled, milliseconds, at least 1000. @default {60_000} */
  readonly reconcileEveryMs?: number | undefined;
  /** The longest that one attempt may take, milliseconds. @default {90_000} */
  readonly attemptTimeoutMs?: number | undefined;
  /** Called for every publish, failure and repair; must not throw. */
  readonly onEvent?: ((event: SinkEvent<T>) => void) | undefined;
}

/**
 * Sends a value to several sinks, each at its own pace.
 *
 * Every change reaches every sink in order. When a sink fails, only the newest value is kept for
 * it and retried with backoff until the sink holds it; other sinks and the caller never wait. An
 * attempt that takes too long is aborted and counts as failed; a sink that ignores its signal may
 * then still be working when the next attempt starts.
 *
 * @example
 * ```ts
 * import { SinkPublisher } from '@portkeep/port-lease';
 *
 * const stop = new AbortController();
 * const seen: number[] = [];
 * const sink = { name: 'list', publish: async (port: number) => void seen.push(port) };
 * const publisher = new SinkPublisher({ sinks: [sink], signal: stop.signal });
 * publisher.publish(54321);
 * const { list } = await publisher.settled();
 * if (list?.inSync !== true || seen[0] !== 54321) throw new Error('not published');
 * stop.abort();
 * ```
 */
export class SinkPublisher<T extends NonNullable<unknown>> {
  readonly #workers = new Map<string, SinkWorker<T>>();
  readonly #signal: AbortSignal;
  readonly #waiting = new Set<() => void>();

  /** @throws {RangeError} when two sinks have the same name. */
  constructor(options: SinkPublisherOptions<T>) {
    const {
      sinks,
      signal,
      clock = systemClock,
      backoff = secondsLadder([1, 2, 5, 10, 30, 60]),
    } = options;
    const { reconcileEveryMs = 60_000, attemptTimeoutMs = 90_000, onEvent = () => {} } = options;
    this.#signal = signal;
    const onSettled = () => this.#release();
    for (const sink of sinks) {
      if (this.#workers.has(sink.name)) {
        throw new RangeError(`Cannot publish to two sinks named '${sink.name}': rename one`);
      }
      this.#workers.set(
        sink.name,
        new SinkWorker(sink, {
          signal,
          clock,
          backoff,
          reconcileEveryMs,
          attemptTimeoutMs,
          onEvent,
          onSettled,
        }),
      );
    }
    for (const worker of this.#workers.values()) void worker.run();
    signal.addEventListener('abort', onSettled, { once: true });
  }

  /** Queues `value` for every sink; returns at once. */
  publish(value: T): void {
    for (const worker of this.#workers.values()) worker.change(value);
  }

  /** Queues the removal of the value from every sink that supports it; returns at once. */
  withdraw(): void {
    for (const worker of this.#workers.values()) worker.change(undefined);
  }

  /**
   * Ends every wait at once: retries, including those that a sink asked to put off, the next
   * reconciliation, and the pause of a sink that is contended.
   */
  wake(): void {
    for (const worker of this.#workers.values()) worker.wake();
  }

  /**
   * Resolves with the states once every sink holds the newest value or has failed to take it, and
   * when the signal aborts. A sink that is not in sync at that point has failed.
   */
  async settled(): Promise<Record<string, SinkState>> {
    if (!this.#isSettled()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
    return this.states();
  }

  /** The state of each sink, by name. */
  states(): Record<string, SinkState> {
    return Object.fromEntries([...this.#workers].map(([name, { state }]) => [name, state]));
  }

  #isSettled(): boolean {
    return this.#signal.aborted || [...this.#workers.values()].every((worker) => worker.settled);
  }

  #release(): void {
    if (!this.#isSettled()) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
