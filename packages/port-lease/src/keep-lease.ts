import type { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { EarlyRenewal } from './early-renewal.ts';
import type { LeaseEvent } from './lease-event.ts';
import type { LeaseSource } from './lease-source.ts';

/** Options of {@linkcode keepLease}. */
export interface KeepLeaseOptions {
  /** Ends the generator and the attempt under way. */
  readonly signal: AbortSignal;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  /** Wait after a failed attempt. @default {ladder([5, 10, 20, 40, 60])} */
  readonly backoff?: Backoff | undefined;
  /** Where to be asked for a renewal before its time. */
  readonly early?: EarlyRenewal | undefined;
}

export declare function keepLease<T>(
  source: LeaseSource<T>,
  options: KeepLeaseOptions,
): AsyncGenerator<LeaseEvent<T>, void, void>;
