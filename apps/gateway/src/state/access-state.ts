import type { App } from '@portkeep/app-host';
import { openStateAccess, type StateAccess } from '@portkeep/pia-lease/state-access';
import type { GatewayVariables } from '../variables.ts';
import { type GatewayState, GatewayStateSchema } from './gateway-state.ts';

/** Takes the place of the gateway while a command runs, if no gateway holds the state. */
export async function accessState({
  values,
  log,
  signal,
}: Pick<App<GatewayVariables>, 'values' | 'log' | 'signal'>): Promise<StateAccess<GatewayState>> {
  const schema = GatewayStateSchema;
  return await openStateAccess<GatewayState>({ path: values.stateFile, schema, log, signal });
}
