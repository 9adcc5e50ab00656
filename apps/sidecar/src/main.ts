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
import { createApi } from './api.ts';
import { contradictions } from './contradictions.ts';
import { delayInSlices } from './delay-in-slices.ts';
import { headlineOf } from './headline.ts';
import { introduce } from './introduce.ts';
import { MappingLog } from './log/mapping-log.ts';
import { Narrator } from './log/narrator.ts';
import { BoardDetails } from './mapping/board-details.ts';
import { createSources } from './mapping/create-sources.ts';
import { giveUpIfHopeless } from './mapping/give-up.ts';
import { keepMappings } from './mapping/keep-mappings.ts';
import { MappingBoard } from './mapping/mapping-board.ts';
import { releaseMappings, stopWithinMs } from './mapping/release-mappings.ts';
import { remapLater } from './mapping/remap-later.ts';
import { relay } from './relay.ts';
import { readSettings } from './settings.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { type SidecarVariables, variables } from './variables.ts';

runApp({
  name: 'portkeep-sidecar',
  version: manifest.version,
  help: 'Keeps a port mapped at a NAT-PMP HTTP API and tells files, a command and qBittorrent.',
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
  const settings = readSettings(values);
  const { client, patient, lastBody } = createApi(app);
  const early = new EarlyRenewal();
  const host = sinkApp(app, remapLater(early, systemClock, signal));
  const { all, own: ownSinks, allowLogins } = await createSinks(SINK_KINDS, values, host);
  const board = new MappingBoard(settings);
  const events = new EventLog(log, { clock: systemClock, headlineOf });
  const mappingLog = new MappingLog(log);
  const narrator = new Narrator({ log: app.plainLog, settings, lastBody, now: systemClock.now });
  const details = new BoardDetails(board, settings.internalPort);
  const status = portStatus(app, { ownSinks, details });
  const publisher = startPublisher({ sinks: all, signal, status, events });
  const clock = tickingClock(systemClock, () => status.tick());
  const [listen, explicit] = [values.httpListen, app.given.has('HTTP_LISTEN')];
  await startStatusServer({ app: name, listen, explicit, view: status, log });
  const sources = createSources({ settings, client: patient, clock, watch: narrator });
  followTriggers({ app, signal, secrets: secretsIn(values), allowLogins, publisher, early });
  narrator.begin(app);
  await delayInSlices(Math.random() * values.startSpreadMs, clock, signal);
  try {
    for await (const change of keepMappings(sources, { signal, clock, early })) {
      relay(change, { board, narrator, mappingLog, status, publisher, now: clock.now });
      giveUpIfHopeless(change, { limit: settings.maxConsecutiveFailures, entries: board.entries });
    }
  } finally {
    if (values.releaseOnExit) await releaseMappings({ client, log, sources, settings });
  }
}
