import { Alarm } from '../clock/alarm.ts';
import type { Clock } from '../clock/clock.ts';
import { after, type Deadline, readClock, remaining } from '../clock/deadline.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Backoff } from './backoff.ts';
import type { EarlyRenewal } from './early-renewal.ts';
import { type AttemptOutcome, attemptLease, type HeldLease } from './lease-attempt.ts';
import type { LeaseEvent } from './lease-event.ts';
import type { LeaseSource } from './lease-source.ts';
import { retryDelay } from './retry-delay.ts';
import { secondsLadder } from './seconds-ladder.ts';

/** Options of {@linkcode keepLease}. */
export interface KeepLeaseOptions {
  /** Ends the generator and the attempt under way. */
  readonly signal: AbortSignal;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  /** Wait after a failed attempt. @default {secondsLadder([5, 10, 20, 40, 60])} */
  readonly backoff?: Backoff | undefined;
  /** Where requests for an early renewal come from. */
  readonly early?: EarlyRenewal | undefined;
}

/** A timer does not count the time of a suspend, so no single wait may be longer than this. */
const SLICE_MS = 5_000;

/**
 * Obtains a lease and keeps it until it is stopped.
 *
 * A renewal is due when either clock says so: neither a suspend nor a clock that is set back makes
 * it late. After a failure `renew` is tried again with backoff. Once the lease has expired, `lost`
 * is reported, even while an attempt still runs, and from then on `acquire` is tried. Attempts never
 * overlap. A lease without valid times, or one that has expired before it arrived, counts as a
 * failed attempt. A lease that is already due for renewal when it arrives is renewed after one step
 * of the backoff; each further one in a row waits one step longer.
 *
 * The loop runs only while the consumer waits for the next event, so the consumer must not block:
 * slow work belongs elsewhere ({@linkcode SinkPublisher}). Leaving the `for await` loop aborts the
 * attempt under way. To end the loop from outside, abort `signal`: the generator then returns at
 * once, without an event and without an error.
 *
 * @param source where leases come from.
 * @returns the events, see {@linkcode LeaseEvent}.
 *
 * @example
 * ```ts
 * import { keepLease } from '@portkeep/port-lease';
 *
 * const stop = new AbortController();
 * const grant = () => {
 *   const sentAt = Date.now();
 *   return Promise.resolve({ value: 54321, renewAt: sentAt + 45_000, expiresAt: sentAt + 60_000 });
 * };
 * const source = { acquire: grant, renew: grant };
 * for await (const event of keepLease(source, { signal: stop.signal })) {
 *   if (event.type !== 'acquired' || event.lease.value !== 54321) throw new Error('no lease');
 *   stop.abort();
 * }
 * ```
 */
export async function* keepLease<T>(
  source: LeaseSource<T>,
  options: KeepLeaseOptions,
): AsyncGenerator<LeaseEvent<T>, void, void> {
  const {
    signal,
    clock = systemClock,
    backoff = secondsLadder([5, 10, 20, 40, 60]),
    early,
  } = options;
  const alarm = new Alarm(clock);
  const stop = new AbortController();
  let held: HeldLease<T> | undefined;
  let next: Deadline = readClock(clock);
  let hurry = false;
  let running = false;
  let outcome: AttemptOutcome<T> | undefined;
  let failures = 0;
  let step = 0;

  const onAbort = () => {
    stop.abort(signal.reason);
    alarm.ring();
  };
  const attempt = async (current: HeldLease<T> | undefined) => {
    outcome = await attemptLease(
      async () =>
        current === undefined
          ? source.acquire(stop.signal)
          : source.renew(current.lease, stop.signal),
      clock,
    );
    alarm.ring();
  };
  const unsubscribe = early?.subscribe(() => {
    hurry = true;
    alarm.ring();
  });
  signal.addEventListener('abort', onAbort, { once: true });

  try {
    while (!signal.aborted) {
      if (outcome !== undefined) {
        const result = outcome;
        outcome = undefined;
        running = false;
        if (result.held !== undefined) {
          const type = held === undefined ? 'acquired' : 'renewed';
          held = result.held;
          failures = 0;
          const dueAlready = remaining(held.renewal, clock) <= 0;
          step = dueAlready ? step + 1 : 0;
          next = dueAlready
            ? after(readClock(clock), retryDelay(backoff, step, undefined))
            : held.renewal;
          yield { type, lease: held.lease };
        } else {
          failures++;
          step++;
          const wait = hurry ? 0 : retryDelay(backoff, step, result.error);
          next = after(readClock(clock), wait);
          yield { type: 'failed', error: result.error, attempt: failures, retryAt: next.wall };
        }
      } else if (held !== undefined && remaining(held.expiry, clock) <= 0) {
        const { lease } = held;
        held = undefined;
        yield { type: 'lost', lease };
      } else if (!running && (hurry || remaining(next, clock) <= 0)) {
        if (hurry) step = 0;
        hurry = false;
        running = true;
        void attempt(held);
      } else {
        const toExpiry =
          held === undefined ? Number.POSITIVE_INFINITY : remaining(held.expiry, clock);
        const toAttempt = running ? Number.POSITIVE_INFINITY : remaining(next, clock);
        const wait = Math.min(toExpiry, toAttempt);
        await alarm.wait(wait === Number.POSITIVE_INFINITY ? wait : Math.min(wait, SLICE_MS));
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    unsubscribe?.();
    stop.abort(signal.reason);
  }
}
