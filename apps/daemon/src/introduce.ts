import type { LogFields } from '@portkeep/app-host';
import { sinkTargets } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import type { DaemonValues } from './variables.ts';

/** Where the port comes from and where it goes, as far as the configuration says. */
export function introduce(values: DaemonValues): LogFields {
  return { source: SOURCE.describe(values), sinks: sinkTargets(SINK_KINDS, values) };
}
