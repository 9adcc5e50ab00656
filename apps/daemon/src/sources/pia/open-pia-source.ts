import { type App, FileError } from '@portkeep/app-host';
import { isRefusedLogin, type StateKeeper } from '@portkeep/pia-lease';
import {
  type KeepPortOptions,
  type PortKeeping,
  type PortSource,
  portEvent,
} from '@portkeep/port-app';
import { keepLease } from '@portkeep/port-lease';
import { type Clients, createClients } from './clients.ts';
import { followTunnel } from './follow-tunnel.ts';
import { warnOfGluetun } from './gluetun/warn-of-gluetun.ts';
import { createSource } from './lease/create-source.ts';
import type { PiaSourceVariables } from './pia-source-variables.ts';
import { openListStore } from './servers/open-list-store.ts';
import { UnlistedGatewayError } from './servers/server-confirmation.ts';

/** What the source needs from the app. */
export interface PiaHost {
  readonly app: Pick<App<PiaSourceVariables>, 'values' | 'log' | 'signal'>;
  readonly state: StateKeeper;
  /** The path of the state; what belongs to it is kept in files next to it. */
  readonly stateFile: string;
}

/** Opens the source; nothing is requested yet. */
export function openPiaSource(host: PiaHost): PortSource {
  const clients = createClients(host.app);
  return {
    keep: (options) => keep(host, clients, options),
    isFinal: (error) =>
      isRefusedLogin(error) || error instanceof FileError || error instanceof UnlistedGatewayError,
    warnOfConflicts: () => warnOfGluetun(host.app),
  };
}

function keep(
  { app, state, stateFile }: PiaHost,
  clients: Clients,
  options: KeepPortOptions,
): PortKeeping {
  const { clock, early, status, events } = options;
  const stale = new AbortController();
  const signal = AbortSignal.any([options.signal, stale.signal]);
  const listStore = openListStore(stateFile, app.log);
  const { source, tokens, tunnel, blockedUntil, backoff } = createSource({
    app,
    clients,
    state,
    clock,
    signal,
    status,
    events,
    listStore,
  });
  const onStale = (error: Error) => stale.abort(error);
  followTunnel({ app, options, source, tunnel, onStale });
  return {
    events: piaEvents(),
    allowLogins: () => tokens.allowLogin(),
    blockedUntil,
  };

  async function* piaEvents() {
    for await (const event of keepLease(source, { signal, clock, backoff, early })) {
      yield portEvent(event);
    }
    stale.signal.throwIfAborted();
  }
}
