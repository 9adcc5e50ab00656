import { type App, jsonStateFile } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import type { DaemonVariables } from '../variables.ts';
import { type DaemonStateKeeper, DaemonStateSchema } from './daemon-state.ts';

/** The daemon's state in its file; nothing is read yet. */
export function openState({
  values,
  log,
}: Pick<App<DaemonVariables>, 'values' | 'log'>): DaemonStateKeeper {
  return new StateKeeper(jsonStateFile({ path: values.stateFile, schema: DaemonStateSchema, log }));
}
