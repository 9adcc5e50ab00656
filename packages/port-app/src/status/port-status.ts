import type { App, Variables } from '@portkeep/app-host';
import { LeaseStatus } from './lease-status.ts';
import type { LeaseStatusOptions } from './lease-status-options.ts';

/** The status of an app whose lease is a port. */
export function portStatus(
  { name, version, hide }: Pick<App<Variables>, 'name' | 'version' | 'hide'>,
  options: Pick<LeaseStatusOptions, 'ownSinks' | 'details' | 'needsLease'>,
): LeaseStatus {
  return new LeaseStatus({ app: name, version, hide, ...options });
}
