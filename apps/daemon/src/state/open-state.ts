import { type App, jsonStateFile } from '@portkeep/app-host';
import type { DaemonVariables } from '../variables.ts';
import { DaemonStateSchema } from './daemon-state.ts';
import { StateKeeper } from './state-keeper.ts';

/** The daemon's state in its file; nothing is read yet. */
export function openState({
  values,
  log,
}: Pick<App<DaemonVariables>, 'values' | 'log'>): StateKeeper {
  return new StateKeeper(jsonStateFile({ path: values.stateFile, schema: DaemonStateSchema, log }));
}
