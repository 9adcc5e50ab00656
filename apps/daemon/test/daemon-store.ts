import { MemoryStore } from '@portkeep/pia-lease/testing';
import { type DaemonState, DaemonStateSchema } from '../src/state/daemon-state.ts';

/** The daemon's state file, in memory. */
export class DaemonStore extends MemoryStore<DaemonState> {
  constructor() {
    super(DaemonStateSchema);
  }
}
