import { readFile } from 'node:fs/promises';
import { FileError } from '@portkeep/app-host';
import { errorCode } from '@portkeep/app-host/doctor';
import * as v from 'valibot';
import { type DaemonState, DaemonStateSchema } from '../state/daemon-state.ts';
import { StateKeeper } from '../state/state-keeper.ts';

const StateDocument = v.pipe(v.string(), v.parseJson(), DaemonStateSchema);

/**
 * The saved state, to look at only: unlike the daemon's own way to it this one touches nothing, for
 * the file may belong to a daemon that runs.
 *
 * @throws {FileError} when the file is there and cannot be read.
 */
export async function readSavedState(path: string): Promise<StateKeeper> {
  const saved = await parse(path);
  const keeper = new StateKeeper({
    load: async () => saved,
    save: () => Promise.reject(new Error('The state is another process’s to write')),
  });
  await keeper.load();
  return keeper;
}

async function parse(path: string): Promise<DaemonState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new FileError('read', path, error);
  }
  const result = v.safeParse(StateDocument, text);
  return result.success ? result.output : undefined;
}
