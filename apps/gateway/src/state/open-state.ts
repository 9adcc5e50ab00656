import { type App, jsonStateFile } from '@portkeep/app-host';
import { StateKeeper } from '@portkeep/pia-lease';
import type { GatewayVariables } from '../variables.ts';
import { type GatewayStateKeeper, GatewayStateSchema } from './gateway-state.ts';

/** The gateway's state in its file; nothing is read yet. */
export function openState({
  values,
  log,
}: Pick<App<GatewayVariables>, 'values' | 'log'>): GatewayStateKeeper {
  const path = values.stateFile;
  return new StateKeeper(jsonStateFile({ path, schema: GatewayStateSchema, log }));
}
