import type { LeaseStatus } from '@portkeep/port-app';
import type { KeptPort, SinkPublisher } from '@portkeep/port-lease';
import type { MappingLog } from './log/mapping-log.ts';
import type { NarratedEvent, Narrator } from './log/narrator.ts';
import type { MappingEvent } from './mapping/keep-mappings.ts';
import type { MappingBoard } from './mapping/mapping-board.ts';

/** All parts that have to know what happens to the mappings. */
export interface Audience {
  readonly board: MappingBoard;
  readonly narrator: Pick<Narrator, 'next'>;
  readonly mappingLog: MappingLog;
  readonly status: Pick<LeaseStatus, 'lease'>;
  readonly publisher: Pick<SinkPublisher<KeptPort>, 'publish' | 'withdraw'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Passes an event of a mapping on to all of them. */
export function relay(
  change: NarratedEvent & Pick<MappingEvent, 'gatewayRestarted'>,
  audience: Audience,
): void {
  const { board, narrator, mappingLog, status, publisher, now } = audience;
  const news = board.apply(change, now());
  narrator.next(change);
  mappingLog.add(change, news);
  for (const lease of news.leases) status.lease(lease);
  if (news.publish === null) publisher.withdraw();
  else if (news.publish !== undefined) publisher.publish(news.publish);
}
