import { Alarm } from '../clock/alarm.ts';
import type { Clock } from '../clock/clock.ts';
import { withTimeLimit } from '../clock/time-limit.ts';
import type { Backoff } from '../lease/backoff.ts';
import { retryDelay } from '../lease/retry-delay.ts';
import { Contention } from './contention.ts';
import type { PortSink } from './port-sink.ts';
import type { SinkEvent } from './sink-event.ts';
import { describeFailure, type SinkFailure, SinkTimeoutError } from './sink-failure.ts';
import type { SinkState } from './sink-state.ts';

/** What a worker needs in addition to its sink. */
export interface SinkWorkerOptions<T> {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly backoff: Backoff;
  readonly reconcileEveryMs: number;
  readonly attemptTimeoutMs: number;
  readonly onEvent: (event: SinkEvent<T>) => void;
  /** Called when {@linkcode SinkWorker.settled} may have become true. */
  readonly onSettled: () => void;
}

/** What the sink should hold next; `undefined`: nothing. */
interface Change<T> {
  readonly value: T | undefined;
}

interface Retry extends SinkFailure {
  /** Monotonic time. */
  readonly dueAt: number;
  /** Wall clock time; `undefined` when only a change leads to another try. */
  readonly retryAt: number | undefined;
}

const SHORTEST_RECONCILE_MS = 1_000;

const CONTENDED_MESSAGE =
  'Repaired more than 3 times within 10 minutes: something else changes it too; make sure that only one program does';

/** Delivers changes to one sink, one attempt at a time, at that sink's own pace. */
export class SinkWorker<T extends NonNullable<unknown>> {
  readonly #sink: PortSink<T>;
  readonly #options: SinkWorkerOptions<T>;
  readonly #alarm: Alarm;
  readonly #contention: Contention;
  /** Changes not yet delivered, in order; the first one may be under way. */
  #queue: Change<T>[] = [];
  /** The change that was last delivered. */
  #held: Change<T> = { value: undefined };
  /** False when a failed attempt may have changed the sink anyway. */
  #certain = false;
  #retry: Retry | undefined;
  #step = 0;
  #woken = false;
  /** Whether the newest change has been tried and has failed. */
  #newestFailed = false;
  #reconcileAt = 0;

  constructor(sink: PortSink<T>, options: SinkWorkerOptions<T>) {
    this.#sink = sink;
    this.#options = options;
    this.#alarm = new Alarm(options.clock);
    this.#contention = new Contention(options.clock);
  }

  /** Whether the sink holds the newest value or has failed to take it. */
  get settled(): boolean {
    return this.#queue.length === 0 || this.#newestFailed;
  }

  get state(): SinkState {
    if (this.#retry !== undefined) {
      const { code, message, retryAt } = this.#retry;
      return { inSync: false, code, message, retryAt };
    }
    if (this.#contention.pausedUntil !== undefined) {
      const retryAt = this.#contention.resumeAt;
      return { inSync: false, code: 'CONTENDED', message: CONTENDED_MESSAGE, retryAt };
    }
    return { inSync: this.#certain && this.#queue.length === 0 };
  }

  /** Queues a value, or its withdrawal with `undefined`. */
  change(value: T | undefined): void {
    if (value === undefined && this.#sink.withdraw === undefined) return;
    // Most renewals keep the value, so the worker need not wake.
    if (this.#queue.length === 0 && this.#changesNothing({ value })) return;
    if (this.#retry !== undefined) this.#queue = [];
    this.#queue.push({ value });
    this.#newestFailed = false;
    this.#alarm.ring();
  }

  /** Ends the current wait, so that the next attempt starts at once. */
  wake(): void {
    this.#woken = true;
    this.#step = 0;
    this.#contention.resume();
    this.#reconcileAt = 0;
    if (this.#retry !== undefined) this.#retry = { ...this.#retry, dueAt: 0 };
    this.#alarm.ring();
  }

  /** Works until the signal aborts. */
  async run(): Promise<void> {
    const { signal, clock } = this.#options;
    const onAbort = () => this.#alarm.ring();
    signal.addEventListener('abort', onAbort, { once: true });
    while (!signal.aborted) {
      const wait = this.#dueAt() - clock.monotonic();
      if (wait > 0) await this.#alarm.wait(wait);
      else await this.#attempt();
    }
  }

  #dueAt(): number {
    if (this.#retry !== undefined) return this.#retry.dueAt;
    if (this.#queue.length > 0) return 0;
    if (this.#sink.reconcile === undefined || this.#held.value === undefined) {
      return Number.POSITIVE_INFINITY;
    }
    return this.#contention.pausedUntil ?? this.#reconcileAt;
  }

  async #attempt(): Promise<void> {
    const change = this.#queue[0];
    this.#woken = false;
    try {
      if (change === undefined) await this.#reconcile();
      else await this.#deliver(change);
    } catch (error) {
      if (!this.#options.signal.aborted) this.#fail(error, change);
    }
    this.#options.onSettled();
  }

  async #deliver(change: Change<T>): Promise<void> {
    const { value } = change;
    if (this.#changesNothing(change)) {
      this.#done(change);
      return;
    }
    await this.#limited(async (signal) => {
      if (value === undefined) await this.#sink.withdraw?.({ signal });
      else await this.#sink.publish(value, { signal });
    });
    this.#done(change);
    this.#succeed(change);
    this.#emit(value === undefined ? { type: 'withdrawn' } : { type: 'published', value });
  }

  /** While a change was under way, a newer one may have replaced it in the queue. */
  #done(change: Change<T>): void {
    if (this.#queue[0] === change) this.#queue.shift();
  }

  #changesNothing({ value }: Change<T>): boolean {
    if (!this.#certain) return false;
    const held = this.#held.value;
    if (held === undefined || value === undefined) return held === value;
    const { same } = this.#sink;
    return same === undefined ? Object.is(held, value) : same.call(this.#sink, held, value);
  }

  async #reconcile(): Promise<void> {
    const { value } = this.#held;
    if (value === undefined) return;
    this.#contention.resume();
    const found = await this.#limited(
      async (signal) => (await this.#sink.reconcile?.(value, { signal })) ?? 'in-sync',
    );
    this.#succeed(this.#held);
    if (found === 'in-sync') return;
    this.#contention.repaired();
    this.#emit({ type: 'repaired', value });
    if (this.#contention.pausedUntil === undefined) return;
    this.#emit({ type: 'contended', value, retryAt: this.#contention.resumeAt });
  }

  #limited<R>(work: (signal: AbortSignal) => Promise<R>): Promise<R> {
    const { clock, signal, attemptTimeoutMs: ms } = this.#options;
    return withTimeLimit(work, {
      clock,
      signal,
      ms,
      error: () => new SinkTimeoutError(this.#sink.name, ms),
    });
  }

  #succeed(held: Change<T>): void {
    this.#held = held;
    this.#certain = true;
    this.#retry = undefined;
    this.#step = 0;
    const asked = this.#sink.reconcileEveryMs ?? this.#options.reconcileEveryMs;
    const every = Math.max(asked, SHORTEST_RECONCILE_MS);
    this.#reconcileAt = this.#woken ? 0 : this.#options.clock.monotonic() + every;
  }

  #fail(error: unknown, change: Change<T> | undefined): void {
    const { clock, backoff } = this.#options;
    const failure = describeFailure(error);
    this.#step++;
    const wait = this.#woken
      ? 0
      : Math.max(retryDelay(backoff, this.#step, error), failure.retryAfterMs);
    const { knownRetryAt = clock.now() + wait } = failure;
    const retryAt = knownRetryAt ?? undefined;
    this.#retry = { ...failure, dueAt: clock.monotonic() + wait, retryAt };
    this.#certain = false;
    this.#newestFailed = this.#queue.at(-1) === change;
    this.#queue = this.#queue.slice(-1);
    this.#emit({
      type: 'failed',
      value: change?.value ?? this.#held.value,
      error,
      retryAt,
    });
  }

  /** An error of the listener is not one of the sink: it surfaces uncaught, and the worker goes on. */
  #emit(event: Omit<SinkEvent<T>, 'sink'>): void {
    try {
      this.#options.onEvent({ sink: this.#sink.name, ...event });
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
