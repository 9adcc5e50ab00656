import { type KeepLeaseOptions, keepLease } from '../src/lease/keep-lease.ts';
import type { Lease } from '../src/lease/lease.ts';
import type { LeaseEvent } from '../src/lease/lease-event.ts';
import { secondsLadder } from '../src/lease/seconds-ladder.ts';
import type { FakeClock } from './fake-clock.ts';

/** A second, in milliseconds. */
export const S = 1_000;
/** Waits without random variation. */
export const backoff = secondsLadder([5, 10, 20, 40, 60], { jitter: 0 });
/** The error of a source that fails. */
export const refused = new Error('refused');
/** Only the types of the events. */
export const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

/** One call of the source. */
export interface SourceCall {
  readonly method: 'acquire' | 'renew';
  /** 1 for the first call. */
  readonly number: number;
  /** Monotonic time at its start, milliseconds. */
  readonly at: number;
  readonly signal: AbortSignal;
}

/** An event with the monotonic time at which it came. */
export type RecordedEvent = LeaseEvent<number> & { readonly at: number };

/** Everything that happened to one lease. */
export interface RecordedLease {
  readonly calls: readonly SourceCall[];
  readonly events: readonly RecordedEvent[];
  /** The number of calls that are running. */
  running(): number;
  /** The highest number of calls that ran at once. */
  mostAtOnce(): number;
  /** Whether the generator has returned. */
  ended(): boolean;
  readonly stop: AbortController;
}

/** Keeps a lease whose source is `answer`, and records every call and event. */
export function recordLease(
  clock: FakeClock,
  answer: (call: SourceCall) => Promise<Lease<number>>,
  options: Omit<KeepLeaseOptions, 'signal' | 'clock'> = {},
): RecordedLease {
  const stop = new AbortController();
  const calls: SourceCall[] = [];
  const events: RecordedEvent[] = [];
  let running = 0;
  let most = 0;
  let ended = false;
  const request = async (method: SourceCall['method'], signal: AbortSignal) => {
    const call = { method, number: calls.length + 1, at: clock.elapsed, signal };
    calls.push(call);
    most = Math.max(most, ++running);
    try {
      return await answer(call);
    } finally {
      running--;
    }
  };
  const source = {
    acquire: (signal: AbortSignal) => request('acquire', signal),
    renew: (_: Lease<number>, signal: AbortSignal) => request('renew', signal),
  };
  const pull = async () => {
    for await (const event of keepLease(source, { ...options, clock, signal: stop.signal })) {
      events.push({ ...event, at: clock.elapsed });
    }
    ended = true;
  };
  void pull();
  return {
    calls,
    events,
    stop,
    running: () => running,
    mostAtOnce: () => most,
    ended: () => ended,
  };
}

/** A lease like PIA's: renewed after 800 s, expired after 900 s. */
export function freshLease(clock: FakeClock, value = 54321): Lease<number> {
  return { value, renewAt: clock.now() + 800_000, expiresAt: clock.now() + 900_000 };
}

/** Never settles, and ignores the abort. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}
