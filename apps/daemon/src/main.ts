// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, runApp, secretsIn, startStatusServer, takeTurn } from '@portkeep/app-host';
import {
  EventLog,
  followTriggers,
  portStatus,
  startPublisher,
  tickingClock,
} from '@portkeep/port-app';
import { EarlyRenewal, keepLease, systemClock } from '@portkeep/port-lease';
import { createSinks, sinkContradictions, sinkFiles } from '@portkeep/port-sinks';
import manifest from '../package.json' with { type: 'json' };
import { createClients } from './clients.ts';
import { doctor } from './doctor/doctor.ts';
import { followTunnel } from './follow-tunnel.ts';
import { warnOfGluetun } from './gluetun/warn-of-gluetun.ts';
import { headlineOf } from './headline.ts';
import { introduce } from './introduce.ts';
import { createSource } from './lease/create-source.ts';
import { once } from './once.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { openListStore, openState } from './state/open-state.ts';
import { type DaemonVariables, variables } from './variables.ts';

runApp({
  name: 'portkeep-daemon',
  version: manifest.version,
  help: 'Keeps a forwarded port of Private Internet Access alive and tells files, a command and qBittorrent.',
  variables,
  contradictions: (values) => sinkContradictions(SINK_KINDS, values),
  files: [...sinkFiles(SINK_KINDS), 'stateFile'],
  introduce,
  commands: { run, once, doctor },
});

async function run(app: App<DaemonVariables>): Promise<void> {
  const { values, log } = app;
  const clients = createClients(app);
  const state = openState(app);
  const sinks = await createSinks(SINK_KINDS, values, sinkApp(app, state));
  const events = new EventLog(log, { clock: systemClock, headlineOf });
  const status = portStatus(app, { ownSinks: sinks.own });
  const clock = tickingClock(systemClock, () => status.tick());
  const explicit = app.given.has('HTTP_LISTEN');
  const listen = values.httpListen;
  await startStatusServer({ app: app.name, listen, explicit, view: status, log });
  warnOfGluetun(app);

  // Each turn ends with the process, or when another daemon takes the state over.
  while (!app.signal.aborted) {
    const turn = await takeTurn({ app, path: values.stateFile, state, status, events, clock });
    const { signal } = turn;
    const listStore = openListStore(app);
    const parts = { app, clients, state, clock, signal, status, events, listStore };
    const { source, tokens, tunnel, backoff } = createSource(parts);
    const early = new EarlyRenewal();
    const publisher = startPublisher({ sinks: sinks.all, signal, status, events });
    const allowLogins = () => {
      sinks.allowLogins();
      return tokens.allowLogin();
    };
    followTriggers({ app, signal, secrets: secretsIn(values), allowLogins, publisher, early });
    followTunnel({ app, turn, source, tunnel, status, early });

    for await (const event of keepLease(source, { signal, clock, backoff, early })) {
      status.lease(event);
      events.lease(event);
      if (event.type === 'lost') publisher.withdraw();
      else if (event.type !== 'failed') publisher.publish(event.lease.value);
    }
    turn.release();
  }
}
