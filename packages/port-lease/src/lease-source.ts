import type { Lease } from './lease.ts';

/**
 * Where leases come from.
 *
 * Both methods must give up by themselves in the end (a time-out on every request) and should
 * reject soon after `signal` aborts. {@linkcode keepLease} never calls one while another runs.
 */
export interface LeaseSource<T> {
  /** Obtains a lease when none is held. */
  acquire(signal: AbortSignal): Promise<Lease<T>>;
  /** Renews the lease that is held. */
  renew(lease: Lease<T>, signal: AbortSignal): Promise<Lease<T>>;
}
