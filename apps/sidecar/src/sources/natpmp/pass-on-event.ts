import type { LeaseStatus } from '@portkeep/port-app';
import type { SinkPublisher } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import type { MappingLog } from './log/mapping-log.ts';
import type { LoggedEvent, ShellContainerLog } from './log/shell-container-log.ts';
import type { CombinedMapping } from './mapping/combined-mapping.ts';
import type { MappingEvent } from './mapping/keep-mappings.ts';

/** All parts that have to know what happens to the mappings. */
export interface EventReceivers {
  readonly combined: CombinedMapping;
  readonly containerLog: Pick<ShellContainerLog, 'add'>;
  readonly mappingLog: MappingLog;
  readonly status: Pick<LeaseStatus<PortAnnouncement>, 'lease'>;
  readonly publisher: Pick<SinkPublisher<PortAnnouncement>, 'publish' | 'withdraw'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Passes an event of a mapping on to all of them. */
export function passOnEvent(
  change: LoggedEvent & Pick<MappingEvent, 'gatewayRestarted'>,
  receivers: EventReceivers,
): void {
  const { combined, containerLog, mappingLog, status, publisher, now } = receivers;
  const combinedChange = combined.apply(change, now());
  containerLog.add(change);
  mappingLog.add(change, combinedChange);
  for (const lease of combinedChange.leases) status.lease(lease);
  if (combinedChange.publish === null) publisher.withdraw();
  else if (combinedChange.publish !== undefined) publisher.publish(combinedChange.publish);
}
