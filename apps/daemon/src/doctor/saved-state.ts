import { readStateFile } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import {
  type DaemonState,
  type DaemonStateKeeper,
  DaemonStateSchema,
} from '../state/daemon-state.ts';

/**
 * The saved state, read-only: unlike the daemon's own access to it, this never changes a file,
 * because the file may belong to a running daemon.
 *
 * @throws {FileError} when the file exists and cannot be read.
 */
export async function readSavedState(path: string): Promise<DaemonStateKeeper> {
  const found = await readStateFile(path, DaemonStateSchema);
  const keeper = new StateKeeper<DaemonState>({
    load: async () => (found.kind === 'state' ? found.state : undefined),
    save: () => Promise.reject(new Error('Only another process may write the state')),
  });
  await keeper.load();
  return keeper;
}
