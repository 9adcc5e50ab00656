import type { LogFields } from '@portkeep/app-host';
import { sinkTargets } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import type { DaemonValues } from './variables.ts';

/** Where the port comes from and where it goes, as far as the configuration says. */
export function introduce(values: DaemonValues): LogFields {
  const { gateway } = values;
  return {
    source: gateway === undefined ? 'PIA' : `PIA gateway ${gateway}`,
    sinks: sinkTargets(SINK_KINDS, values),
  };
}
