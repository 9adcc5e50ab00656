import type { Lease } from './lease.ts';

/** What {@linkcode keepLease} reports. */
export type LeaseEvent<T> =
  /** The first lease after a time without one (`acquired`), or the next one without a gap (`renewed`). */
  | { readonly type: 'acquired' | 'renewed'; readonly lease: Lease<T> }
  /** An attempt failed. */
  | {
      readonly type: 'failed';
      readonly error: unknown;
      /** Failed attempts since the last success, 1 for the first. */
      readonly attempt: number;
      /** Time of the next attempt, epoch milliseconds. */
      readonly retryAt: number;
    }
  /** The lease expired without a renewal; reported once for each lease that is lost. */
  | { readonly type: 'lost'; readonly lease: Lease<T> };
