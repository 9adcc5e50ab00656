import type { Clock } from '../src/clock/clock.ts';

interface Sleeper {
  readonly due: number;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Options of {@linkcode FakeClock}. */
export interface FakeClockOptions {
  /** Wall clock at the start, epoch milliseconds. @default {2026-01-01T00:00:00Z} */
  readonly now?: number | undefined;
}

/** The machine has been up for a month, which reveals code that assumes a start at zero. */
const UPTIME_MS = 30 * 86_400_000;
/** With this many timers at one moment, something spins instead of waiting. */
const SPIN_LIMIT = 10_000;

/** Resolves once the microtask queue is empty. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Virtual time for tests: months pass in milliseconds, in the same order in every run.
 *
 * Time moves only inside {@linkcode advance} and the `run` methods. Timers fire one by one, the
 * earliest first, those of one moment in the order they were set. After each one, all code that can
 * continue runs until it waits again: a `setImmediate` turn empties the microtask queue however
 * deep the chain of awaits is, and costs no more than twenty awaits. Work that leaves JavaScript
 * (WebCrypto, files, sockets) has to be passed through {@linkcode hold}.
 */
export class FakeClock implements Clock {
  #wall: number;
  #monotonic = UPTIME_MS;
  #held = 0;
  /** By due time, the earliest last, where removing it is cheap. */
  readonly #sleepers: Sleeper[] = [];
  /** One listener per signal, however many waits it ends, because adding listeners is expensive. */
  readonly #bySignal = new WeakMap<AbortSignal, Set<Sleeper>>();

  constructor(options: FakeClockOptions = {}) {
    this.#wall = options.now ?? Date.UTC(2026, 0, 1);
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Milliseconds of monotonic time since the clock was created. */
  get elapsed(): number {
    return this.#monotonic - UPTIME_MS;
  }

  delay(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const due = this.#monotonic + Math.max(0, ms);
      const sleeper: Sleeper = { due, signal, resolve, reject };
      let index = this.#sleepers.length;
      while (index > 0 && (this.#sleepers[index - 1]?.due ?? 0) <= due) index--;
      this.#sleepers.splice(index, 0, sleeper);
      this.#waitersOf(signal).add(sleeper);
    });
  }

  /** The number of pending delays; 0 at the end of a test proves that none leaked. */
  get sleepers(): number {
    return this.#sleepers.length;
  }

  /** Runs all code that can continue, without moving time. */
  async flush(): Promise<void> {
    do await turn();
    while (this.#held > 0);
  }

  /** Moves both clocks forward by `ms` milliseconds. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonic + ms;
    await this.runUntil(() => false, { withinMs: ms, orThrow: false });
    this.#moveTo(end);
    await this.flush();
  }

  /**
   * Moves from timer to timer until `condition` holds.
   *
   * @throws {Error} when it does not hold within `withinMs` of virtual time, or nothing waits.
   */
  async runUntil(
    condition: () => boolean,
    options: { readonly withinMs?: number; readonly orThrow?: boolean } = {},
  ): Promise<void> {
    const { withinMs = 24 * 3_600_000, orThrow = true } = options;
    const end = this.#monotonic + withinMs;
    let still = 0;
    await this.flush();
    while (!condition()) {
      const next = this.#sleepers.at(-1);
      if (next === undefined || next.due > end || next.due === Number.POSITIVE_INFINITY) {
        if (!orThrow) return;
        const why = next === undefined ? 'nothing waits any more' : `${withinMs} ms passed`;
        throw new Error(`The condition did not come true: ${why}`);
      }
      still = next.due > this.#monotonic ? 0 : still + 1;
      if (still > SPIN_LIMIT) throw new Error('Something spins: the time does not move on');
      this.#moveTo(next.due);
      this.#sleepers.pop();
      this.#bySignal.get(next.signal)?.delete(next);
      next.resolve();
      await turn();
      if (this.#held > 0) await this.flush();
    }
  }

  /** Runs until no timer is left (a delay of `Infinity` does not count). */
  async runUntilIdle(options: { readonly withinMs?: number } = {}): Promise<void> {
    await this.runUntil(
      () => (this.#sleepers.at(-1)?.due ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY,
      options,
    );
  }

  /** The machine sleeps: the wall clock moves on, the monotonic clock and all timers stand still. */
  suspend(ms: number): void {
    this.#wall += ms;
  }

  /** Sets the wall clock back. */
  setBack(ms: number): void {
    this.#wall -= ms;
  }

  /** Sets the wall clock forward; to a program this looks like {@linkcode suspend}. */
  setForward(ms: number): void {
    this.#wall += ms;
  }

  /** Stops virtual time while real work is under way. */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#held++;
    try {
      return await work;
    } finally {
      this.#held--;
    }
  }

  #moveTo(monotonic: number): void {
    this.#wall += monotonic - this.#monotonic;
    this.#monotonic = monotonic;
  }

  #waitersOf(signal: AbortSignal): Set<Sleeper> {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) return known;
    const waiters = new Set<Sleeper>();
    this.#bySignal.set(signal, waiters);
    signal.addEventListener(
      'abort',
      () => {
        for (const sleeper of waiters) {
          this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
          sleeper.reject(signal.reason);
        }
        waiters.clear();
      },
      { once: true },
    );
    return waiters;
  }
}
