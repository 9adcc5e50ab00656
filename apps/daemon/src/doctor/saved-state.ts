import { readStateFile } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import {
  type DaemonState,
  type DaemonStateKeeper,
  DaemonStateSchema,
} from '../state/daemon-state.ts';

/**
 * The saved state, to look at only: unlike the daemon's own way to it this one touches nothing, for
 * the file may belong to a daemon that runs.
 *
 * @throws {FileError} when the file is there and cannot be read.
 */
export async function readSavedState(path: string): Promise<DaemonStateKeeper> {
  const found = await readStateFile(path, DaemonStateSchema);
  const keeper = new StateKeeper<DaemonState>({
    load: async () => (found.kind === 'state' ? found.state : undefined),
    save: () => Promise.reject(new Error('The state is another process’s to write')),
  });
  await keeper.load();
  return keeper;
}
