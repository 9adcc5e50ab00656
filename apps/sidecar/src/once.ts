import type { App } from '@portkeep/app-host';
import { runOnce } from '@portkeep/port-app';
import { EarlyRenewal, systemClock } from '@portkeep/port-lease';
import { createSinks } from '@portkeep/port-sinks';
import { createApi } from './api.ts';
import { MappingLog } from './log/mapping-log.ts';
import { ShellContainerLog } from './log/shell-container-log.ts';
import { CombinedMapping } from './mapping/combined-mapping.ts';
import { createSources } from './mapping/create-sources.ts';
import { isRefusal } from './mapping/is-refusal.ts';
import { keepMappings } from './mapping/keep-mappings.ts';
import { passOnEvent } from './pass-on-event.ts';
import { readSettings } from './settings.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
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
