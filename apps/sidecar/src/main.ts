// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, runApp, secretsIn, startStatusServer } from '@portkeep/app-host';
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
import { headlineOf } from './headline.ts';
import { introduce } from './introduce.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import { stopWithinMs } from './sources/natpmp/mapping/release-mappings.ts';
import { remapLater } from './sources/natpmp/mapping/remap-later.ts';
import { type SidecarVariables, variables } from './variables.ts';

runApp({
  name: 'portkeep-sidecar',
  version: manifest.version,
  help: 'Keeps a port mapped through a NAT-PMP HTTP API and passes it on to files, a command and qBittorrent.',
  variables,
  contradictions,
  files: sinkFiles(SINK_KINDS),
  introduce,
  commands: {
    run,
    // A process that runs for months should not hold these in memory.
    once: async (app) => (await import('./once.ts')).once(app),
    doctor: async (app) => (await import('./doctor/doctor.ts')).doctor(app),
  },
  stopWithinMs,
});

async function run(app: App<SidecarVariables>): Promise<void> {
  const { name, values, log, signal } = app;
  const early = new EarlyRenewal();
  const source = await SOURCE.open({ app, once: false });
  const host = sinkApp(app, remapLater(early, systemClock, signal));
  const sinks = await createSinks(SINK_KINDS, values, host);
  const events = new EventLog(log, { clock: systemClock, headlineOf });
  const status = portStatus(app, { ownSinks: sinks.own, details: source.details });
  const clock = tickingClock(systemClock, () => status.tick());
  const [listen, explicit] = [values.httpListen, app.given.has('HTTP_LISTEN')];
  await startStatusServer({ app: name, listen, explicit, view: status, log });
  const port = source.keep({ signal, clock, early, status, events });
  const publisher = startPublisher({ sinks: sinks.all, signal, status, events });
  const { allowLogins } = sinks;
  followTriggers({ app, signal, secrets: secretsIn(values), allowLogins, publisher, early });
  for await (const { lease, publish } of port.events) {
    status.lease(lease);
    if (publish === null) publisher.withdraw();
    else if (publish !== undefined) publisher.publish(publish);
  }
}
