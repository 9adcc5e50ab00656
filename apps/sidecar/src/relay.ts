import type { LeaseStatus } from '@portkeep/port-app';
import type { SinkPublisher } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import type { MappingLog } from './log/mapping-log.ts';
import type { LoggedEvent, ShellContainerLog } from './log/shell-container-log.ts';
import type { CombinedMapping } from './mapping/combined-mapping.ts';
import type { MappingEvent } from './mapping/keep-mappings.ts';

/** All parts that have to know what happens to the mappings. */
export interface Audience {
  readonly combined: CombinedMapping;
  readonly containerLog: Pick<ShellContainerLog, 'add'>;
  readonly mappingLog: MappingLog;
  readonly status: Pick<LeaseStatus<PortAnnouncement>, 'lease'>;
  readonly publisher: Pick<SinkPublisher<PortAnnouncement>, 'publish' | 'withdraw'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Passes an event of a mapping on to all of them. */
export function relay(
  change: LoggedEvent & Pick<MappingEvent, 'gatewayRestarted'>,
  audience: Audience,
): void {
  const { combined, containerLog, mappingLog, status, publisher, now } = audience;
  const news = combined.apply(change, now());
  containerLog.add(change);
  mappingLog.add(change, news);
  for (const lease of news.leases) status.lease(lease);
  if (news.publish === null) publisher.withdraw();
  else if (news.publish !== undefined) publisher.publish(news.publish);
}
