import type { Clock } from '../clock/clock.ts';
import { after, type Deadline, readClock } from '../clock/deadline.ts';
import type { Lease } from './lease.ts';

/** A lease with its times on both clocks. */
export interface HeldLease<T> {
  readonly lease: Lease<T>;
  readonly renewal: Deadline;
  readonly expiry: Deadline;
}

/** How an attempt ended. */
export type AttemptOutcome<T> =
  | { readonly held: HeldLease<T> }
  | { readonly held: undefined; readonly error: unknown };

/** Makes one attempt to get a lease. Never rejects, even when `request` throws synchronously. */
export async function attemptLease<T>(
  request: () => Promise<Lease<T>>,
  clock: Clock,
): Promise<AttemptOutcome<T>> {
  try {
    const before = readClock(clock);
    const lease = await request();
    return { held: hold(lease, before, readClock(clock)) };
  } catch (error) {
    return { held: undefined, error };
  }
}

function hold<T>(lease: Lease<T>, before: Deadline, now: Deadline): HeldLease<T> {
  if (Number.isNaN(lease.renewAt) || Number.isNaN(lease.expiresAt)) {
    throw new RangeError('Cannot keep the lease: its times are not numbers');
  }
  const renewal = twin(Math.min(lease.renewAt, lease.expiresAt), before, now);
  const expiry = twin(lease.expiresAt, before, now);
  if (expiry.wall <= now.wall || expiry.monotonic <= now.monotonic) {
    throw new RangeError(
      'Cannot keep the lease: it had already expired on arrival; check the clock and how long the request takes',
    );
  }
  return { lease, renewal, expiry };
}

/**
 * The wall clock time `wall` as a moment on both clocks.
 *
 * The wall clock may have been set while the attempt ran, before or after the source read it. The
 * earlier of both possible moments counts: a renewal is too early rather than too late.
 */
function twin(wall: number, before: Deadline, now: Deadline): Deadline {
  return {
    wall,
    monotonic: Math.min(
      after(before, wall - before.wall).monotonic,
      after(now, wall - now.wall).monotonic,
    ),
  };
}
