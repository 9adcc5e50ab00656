import type { StepInput } from '@portkeep/app-host/doctor';
import type { PortFacts } from '@portkeep/port-app';
import type { SinkOutlook } from '@portkeep/port-sinks/doctor';
import type { SINK_KINDS } from '../sink-kinds.ts';
import type { Examination } from './examination.ts';

/** What is known about the port when doctor reaches the sinks. */
export function sinkOutlook({
  examination: { values, sinks },
  facts: { port, internalPort },
}: StepInput<Examination, PortFacts>): SinkOutlook<typeof SINK_KINDS> {
  return { values, app: sinks, port, internalPort, keeper: { kind: 'unknown' } };
}
