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
import { introduce } from './introduce.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { createApi } from './sources/natpmp/api.ts';
import { delayInSlices } from './sources/natpmp/delay-in-slices.ts';
import { MappingLog } from './sources/natpmp/log/mapping-log.ts';
import { ShellContainerLog } from './sources/natpmp/log/shell-container-log.ts';
import { CombinedMapping } from './sources/natpmp/mapping/combined-mapping.ts';
import { createSources } from './sources/natpmp/mapping/create-sources.ts';
import { giveUpAtFailureLimit } from './sources/natpmp/mapping/give-up.ts';
import { keepMappings } from './sources/natpmp/mapping/keep-mappings.ts';
import { MappingDetails } from './sources/natpmp/mapping/mapping-details.ts';
import { releaseMappings, stopWithinMs } from './sources/natpmp/mapping/release-mappings.ts';
import { remapLater } from './sources/natpmp/mapping/remap-later.ts';
import { passOnEvent } from './sources/natpmp/pass-on-event.ts';
import { readSettings } from './sources/natpmp/settings.ts';
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
  const { client, adaptive } = createApi(app);
  const early = new EarlyRenewal();
  const host = sinkApp(app, remapLater(early, systemClock, signal));
  const { all, own: ownSinks, allowLogins } = await createSinks(SINK_KINDS, values, host);
  const combined = new CombinedMapping(settings);
  const events = new EventLog(log, { clock: systemClock });
  const mappingLog = new MappingLog(log);
  const containerLog = new ShellContainerLog({ log: app.plainLog, settings, now: systemClock.now });
  const details = new MappingDetails(combined, settings.internalPort);
  const status = portStatus(app, { ownSinks, details });
  const publisher = startPublisher({ sinks: all, signal, status, events });
  const clock = tickingClock(systemClock, () => status.tick());
  const [listen, explicit] = [values.httpListen, app.given.has('HTTP_LISTEN')];
  await startStatusServer({ app: name, listen, explicit, view: status, log });
  const sources = createSources({ settings, client: adaptive, clock, watch: containerLog });
  followTriggers({ app, signal, secrets: secretsIn(values), allowLogins, publisher, early });
  containerLog.begin(app);
  await delayInSlices(Math.random() * values.startSpreadMs, clock, signal);
  try {
    for await (const change of keepMappings(sources, { signal, clock, early })) {
      passOnEvent(change, {
        combined,
        containerLog,
        mappingLog,
        status,
        publisher,
        now: clock.now,
      });
      giveUpAtFailureLimit(change, {
        limit: settings.maxConsecutiveFailures,
        entries: combined.entries,
      });
    }
  } finally {
    if (values.releaseOnExit) await releaseMappings({ client, log, sources, settings });
  }
}
