// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, acquireState, runApp, secretsIn, startStatusServer } from '@portkeep/app-host';
import {
  EventLog,
  followTriggers,
  portStatus,
  startPublisher,
  tickingClock,
} from '@portkeep/port-app';
import { EarlyRenewal, systemClock } from '@portkeep/port-lease';
import { createSinks, sinkFiles } from '@portkeep/port-sinks';
import manifest from '../package.json' with { type: 'json' };
import { contradictions } from './contradictions.ts';
import { doctor } from './doctor/doctor.ts';
import { headlineOf } from './headline.ts';
import { introduce } from './introduce.ts';
import { once } from './once.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import { openState } from './state/open-state.ts';
import { type DaemonVariables, variables } from './variables.ts';

runApp({
  name: 'portkeep-daemon',
  version: manifest.version,
  help: 'Keeps a forwarded port of Private Internet Access alive and passes it on to files, a command and qBittorrent.',
  variables,
  contradictions,
  files: [...sinkFiles(SINK_KINDS), 'stateFile'],
  introduce,
  commands: { run, once, doctor },
});

async function run(app: App<DaemonVariables>): Promise<void> {
  const { values, log } = app;
  const state = openState(app);
  const source = await SOURCE.open({ app, state, stateFile: values.stateFile });
  const sinks = await createSinks(SINK_KINDS, values, sinkApp(app, state));
  const events = new EventLog(log, { clock: systemClock, headlineOf });
  const status = portStatus(app, { ownSinks: sinks.own, details: source.details });
  const clock = tickingClock(systemClock, () => status.tick());
  const explicit = app.given.has('HTTP_LISTEN');
  const listen = values.httpListen;
  await startStatusServer({ app: app.name, listen, explicit, view: status, log });
  source.warnOfConflicts?.();

  // This process uses the state until it ends, or until another daemon takes the state over.
  while (!app.signal.aborted) {
    const path = values.stateFile;
    const acquired = await acquireState({ app, path, state, status, events, timer: clock });
    const { signal } = acquired;
    const early = new EarlyRenewal();
    const port = source.keep({ signal, clock, early, status, events });
    const publisher = startPublisher({ sinks: sinks.all, signal, status, events });
    const allowLogins = () => {
      sinks.allowLogins();
      return port.allowLogins?.();
    };
    followTriggers({ app, signal, secrets: secretsIn(values), allowLogins, publisher, early });

    for await (const { lease, publish } of port.events) {
      status.lease(lease);
      events.lease(lease);
      if (publish === null) publisher.withdraw();
      else if (publish !== undefined) publisher.publish(publish);
    }
    acquired.release();
  }
}
