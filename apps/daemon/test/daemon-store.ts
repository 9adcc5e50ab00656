import { type DaemonState, DaemonStateSchema } from '../src/state/daemon-state.ts';
import { MemoryStore } from './memory-store.ts';

/** The daemon's state file, in memory. */
export class DaemonStore extends MemoryStore<DaemonState> {
  constructor() {
    super(DaemonStateSchema);
  }
}
