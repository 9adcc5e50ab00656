import type { SinkEvent } from '@portkeep/port-lease';

/** How often something succeeded and how often it failed. */
export interface Outcomes {
  success: number;
  failure: number;
}

/** What `/metrics` counts since the start of the process. */
export class LeaseCounters {
  readonly renewals: Outcomes = { success: 0, failure: 0 };
  readonly logins: Outcomes = { success: 0, failure: 0 };
  readonly sinkUpdates: Map<string, Outcomes> = new Map<string, Outcomes>();
  portChanges = 0;

  /** Counts an event of a sink; `contended` (left alone) and `withdrawn` do not count as updates. */
  sink({ sink, type }: Pick<SinkEvent<unknown>, 'sink' | 'type'>): void {
    if (type === 'withdrawn' || type === 'contended') return;
    const outcomes = this.sinkUpdates.get(sink) ?? { success: 0, failure: 0 };
    outcomes[type === 'failed' ? 'failure' : 'success'] += 1;
    this.sinkUpdates.set(sink, outcomes);
  }
}
