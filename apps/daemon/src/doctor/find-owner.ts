import type { App } from '@portkeep/app-host';
import { localTransport } from '../local-transport.ts';
import type { DaemonStateKeeper } from '../state/daemon-state.ts';
import type { DaemonVariables } from '../variables.ts';
import { askDaemon } from './daemon-status.ts';
import type { Ownership } from './ownership.ts';
import type { StateAccess } from './state-access.ts';

/** Asks the running daemon, if there is one. */
export async function findOwner(
  { name, values, signal }: Pick<App<DaemonVariables>, 'name' | 'values' | 'signal'>,
  access: StateAccess,
): Promise<Ownership<DaemonStateKeeper>> {
  if (access.kind === 'unusable') return access;
  const { kind, state } = access;
  if (kind === 'own') return { kind, state };
  const transport = localTransport();
  const answer = await askDaemon({ app: name, listen: values.httpListen, transport, signal });
  return { kind, state, ...answer };
}
