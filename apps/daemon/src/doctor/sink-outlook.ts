import type { StepInput } from '@portkeep/app-host/doctor';
import type { PortFacts } from '@portkeep/port-app';
import type { PortKeeper } from '@portkeep/port-sinks';
import type { SinkOutlook } from '@portkeep/port-sinks/doctor';
import { sinkApp } from '../sink-app.ts';
import type { SINK_KINDS } from '../sink-kinds.ts';
import type { Examination } from './examination.ts';
import type { Ownership } from './ownership.ts';

/** What is known about the port when doctor reaches the sinks. */
export function sinkOutlook({
  examination: { values, host, ownership },
  facts: { port },
}: StepInput<Examination, PortFacts>): SinkOutlook<typeof SINK_KINDS> {
  const state = ownership.kind === 'own' ? ownership.state : undefined;
  return { values, app: sinkApp(host, state), port, keeper: keeperOf(ownership) };
}

function keeperOf(ownership: Ownership<unknown>): PortKeeper {
  return ownership.kind === 'foreign'
    ? { kind: 'foreign', sinks: ownership.status?.sinks }
    : { kind: ownership.kind };
}
