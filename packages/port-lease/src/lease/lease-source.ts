import type { Lease } from './lease.ts';

/**
 * Where leases come from.
 *
 * Both methods must give up eventually (with a timeout on every request) and should reject soon
 * after `signal` aborts. {@linkcode keepLease} never calls one while another call runs.
 */
export interface LeaseSource<T> {
  /** Obtains a lease when there is none. */
  acquire(signal: AbortSignal): Promise<Lease<T>>;
  /** Renews the current lease. */
  renew(lease: Lease<T>, signal: AbortSignal): Promise<Lease<T>>;
}
