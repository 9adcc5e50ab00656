import { sinkHeadline } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';

/** The headline of doctor for an error of a sink. */
export const headlineOf = (error: unknown): string | undefined => sinkHeadline(SINK_KINDS, error);
