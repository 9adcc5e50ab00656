import { sinkHeadline } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';

/** The headline of doctor for an error of the source or of a sink, for the log. */
export function headlineOf(error: unknown): string | undefined {
  return SOURCE.headline?.(error) ?? sinkHeadline(SINK_KINDS, error);
}
