import type { App, Variables } from '@portkeep/app-host';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { LeaseStatus } from './lease-status.ts';
import type { LeaseStatusOptions } from './lease-status-options.ts';

/** The status of an app whose lease is a port that it announces. */
export function portStatus(
  { name, version, hide }: Pick<App<Variables>, 'name' | 'version' | 'hide'>,
  options: Pick<LeaseStatusOptions<PortAnnouncement>, 'ownSinks' | 'details' | 'needsLease'>,
): LeaseStatus<PortAnnouncement> {
  const describe = (announcement: PortAnnouncement) => announcement;
  return new LeaseStatus({ app: name, version, hide, describe, ...options });
}
