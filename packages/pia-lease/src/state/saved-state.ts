import { AdvisedError, readStateFile } from '@portkeep/app-host';
import type * as v from 'valibot';
import type { PiaState } from './pia-state.ts';
import { StateKeeper } from './state-keeper.ts';

/**
 * The saved state, read-only: unlike the app's own access to it, this never changes a file,
 * because the file may belong to a running process.
 *
 * @throws {FileError} when the file exists and cannot be read.
 */
export async function readSavedState<Own extends object>(
  path: string,
  schema: v.GenericSchema<unknown, PiaState & Partial<Own>>,
): Promise<StateKeeper<Own>> {
  const found = await readStateFile(path, schema);
  const keeper = new StateKeeper<Own>({
    load: async () => (found.kind === 'state' ? found.state : undefined),
    save: () =>
      Promise.reject(
        new AdvisedError(
          'Only another process may write the state',
          'wait until it has logged in, or stop it',
        ),
      ),
  });
  await keeper.load();
  return keeper;
}
