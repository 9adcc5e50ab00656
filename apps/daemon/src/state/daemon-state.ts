import type { StateKeeper } from '@portkeep/pia-lease';
import { type EntriesOf, sinkStateEntries } from '@portkeep/port-sinks';
import * as v from 'valibot';
import { SINK_KINDS } from '../sink-kinds.ts';
import { SOURCE } from '../source.ts';

type Entries = typeof SOURCE.stateEntries & EntriesOf<typeof SINK_KINDS>;

/** What survives a restart; the keys are those of the state file. */
export type DaemonState = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/** Keeps the daemon's state. */
export type DaemonStateKeeper = StateKeeper<DaemonState>;

/** Unknown keys belong to another version, and are kept for it. */
export const DaemonStateSchema: v.GenericSchema<unknown, DaemonState> = v.looseObject({
  ...SOURCE.stateEntries,
  ...sinkStateEntries(SINK_KINDS),
});
