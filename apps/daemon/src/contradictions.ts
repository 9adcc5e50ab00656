import { sinkContradictions } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import type { DaemonValues } from './variables.ts';

/** What is wrong with the variables together; unusable ones are missing here. */
export function contradictions(values: Partial<DaemonValues>): readonly string[] {
  return [...(SOURCE.contradictions?.(values) ?? []), ...sinkContradictions(SINK_KINDS, values)];
}
