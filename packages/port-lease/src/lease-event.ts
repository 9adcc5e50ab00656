import type { Lease } from './lease.ts';

/** What {@linkcode keepLease} tells. */
export type LeaseEvent<T> =
  /** A lease where there was none (`acquired`) or the next one in a row without a gap (`renewed`). */
  | { readonly type: 'acquired' | 'renewed'; readonly lease: Lease<T> }
  /** An attempt failed. */
  | {
      readonly type: 'failed';
      readonly error: unknown;
      /** Failed attempts since the last success, 1 for the first. */
      readonly attempt: number;
      /** When it is tried again, epoch milliseconds. */
      readonly retryAt: number;
    }
  /** The lease lapsed without a renewal; told once for each lease that is lost. */
  | { readonly type: 'lost'; readonly lease: Lease<T> };
