import type { StepInput } from '@portkeep/app-host/doctor';
import type { SinkOutlook } from '@portkeep/port-sinks/doctor';
import type { SINK_KINDS } from '../sink-kinds.ts';
import type { Examination, Facts } from './examination.ts';

/** What is known about the port when doctor reaches the sinks. */
export function sinkOutlook({
  examination: { values, settings, sinks },
  facts: { tcp, udp },
}: StepInput<Examination, Facts>): SinkOutlook<typeof SINK_KINDS> {
  const port = (tcp ?? udp)?.externalPort;
  const { internalPort } = settings;
  return { values, app: sinks, port, internalPort, keeper: { kind: 'unknown' } };
}
