import { type App, type JsonStateFile, jsonStateFile } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import { type KeptLists, KeptListsSchema } from '../sources/pia/servers/kept-server-lists.ts';
import type { DaemonVariables } from '../variables.ts';
import { type DaemonStateKeeper, DaemonStateSchema } from './daemon-state.ts';

type FilesOf = Pick<App<DaemonVariables>, 'values' | 'log'>;

/** The server lists to use while none can be read, in a file next to the state. */
export function openListStore({ values, log }: FilesOf): JsonStateFile<KeptLists> {
  return jsonStateFile({ path: `${values.stateFile}.servers`, schema: KeptListsSchema, log });
}

/** The daemon's state in its file; nothing is read yet. */
export function openState({ values, log }: FilesOf): DaemonStateKeeper {
  return new StateKeeper(jsonStateFile({ path: values.stateFile, schema: DaemonStateSchema, log }));
}
