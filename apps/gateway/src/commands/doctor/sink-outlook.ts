import type { StepInput } from '@portkeep/app-host/doctor';
import { StateKeeper } from '@portkeep/pia-lease';
import type { PortKeeper } from '@portkeep/port-sinks';
import type { SinkOutlook } from '@portkeep/port-sinks/doctor';
import { sinkApp } from '../../sink-app.ts';
import type { SINK_KINDS } from '../../sink-kinds.ts';
import type { GatewayState } from '../../state/gateway-state.ts';
import type { Examination, Facts } from './examination.ts';

/** What is known about the port when doctor reaches the sinks; it never sends one to them. */
export function sinkOutlook({
  examination: { values, host, access, answer },
  facts: { port },
}: StepInput<Examination, Facts>): SinkOutlook<typeof SINK_KINDS> {
  const state =
    access.kind === 'unusable'
      ? new StateKeeper<GatewayState>({
          load: async () => undefined,
          save: () => Promise.reject(access.error),
        })
      : access.state;
  const keeper: PortKeeper =
    access.kind === 'foreign'
      ? { kind: 'foreign', sinks: answer.status?.sinks }
      : { kind: access.kind };
  return { values, app: sinkApp(host, state), port, keeper };
}
