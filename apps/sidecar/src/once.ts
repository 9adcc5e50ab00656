import type { App } from '@portkeep/app-host';
import { runOnce } from '@portkeep/port-app';
import { EarlyRenewal, systemClock } from '@portkeep/port-lease';
import { createSinks } from '@portkeep/port-sinks';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { createApi } from './sources/natpmp/api.ts';
import { MappingLog } from './sources/natpmp/log/mapping-log.ts';
import { ShellContainerLog } from './sources/natpmp/log/shell-container-log.ts';
import { CombinedMapping } from './sources/natpmp/mapping/combined-mapping.ts';
import { createSources } from './sources/natpmp/mapping/create-sources.ts';
import { isRefusal } from './sources/natpmp/mapping/is-refusal.ts';
import { keepMappings } from './sources/natpmp/mapping/keep-mappings.ts';
import { passOnEvent } from './sources/natpmp/pass-on-event.ts';
import { readSettings } from './sources/natpmp/settings.ts';
import type { SidecarVariables } from './variables.ts';

/**
 * Maps the port once, sends it to every sink, and ends; nothing renews the mapping then. A request
 * that the API rejects or a sink that fails ends it at once.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<SidecarVariables>): Promise<void> {
  const { log, plainLog } = app;
  const settings = readSettings(app.values);
  const { client } = createApi(app);
  const sinks = await createSinks(SINK_KINDS, app.values, sinkApp(app));
  const { now } = systemClock;
  const combined = new CombinedMapping(settings);
  const mappingLog = new MappingLog(log);
  // Only the time is a limit here.
  const unlimited = { ...settings, maxConsecutiveFailures: 0 };
  const containerLog = new ShellContainerLog({ log: plainLog, settings: unlimited, now });
  const sources = createSources({ settings, client, clock: systemClock, watch: containerLog });
  const early = new EarlyRenewal();
  const status = { lease: () => undefined };

  await runOnce({ app, sinks: sinks.all, missing: 'Not mapped' }, async (run) => {
    const { signal, publisher, giveUp, delivered } = run;
    for await (const change of keepMappings(sources, { signal, clock: systemClock, early })) {
      passOnEvent(change, { combined, containerLog, mappingLog, status, publisher, now });
      const { event } = change;
      if (event.type === 'failed' && isRefusal(event.error)) giveUp(event.error);
      if ([...combined.entries.values()].some(({ state }) => state !== 'active')) continue;
      await delivered();
      break;
    }
  });
}
