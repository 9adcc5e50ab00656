import type { App } from '@portkeep/app-host';
import { runOnce } from '@portkeep/port-app';
import { EarlyRenewal, systemClock } from '@portkeep/port-lease';
import { createSinks } from '@portkeep/port-sinks';
import { createApi } from './api.ts';
import { headlineOf } from './headline.ts';
import { MappingLog } from './log/mapping-log.ts';
import { Narrator } from './log/narrator.ts';
import { createSources } from './mapping/create-sources.ts';
import { isRefusal } from './mapping/is-refusal.ts';
import { keepMappings } from './mapping/keep-mappings.ts';
import { MappingBoard } from './mapping/mapping-board.ts';
import { relay } from './relay.ts';
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
  const { client, lastBody } = createApi(app);
  const sinks = await createSinks(SINK_KINDS, app.values, sinkApp(app));
  const { now } = systemClock;
  const board = new MappingBoard(settings);
  const mappingLog = new MappingLog(log);
  // Only the time is a limit here.
  const unlimited = { ...settings, maxConsecutiveFailures: 0 };
  const narrator = new Narrator({ log: plainLog, settings: unlimited, lastBody, now });
  const sources = createSources({ settings, client, clock: systemClock, watch: narrator });
  const early = new EarlyRenewal();
  const status = { lease: () => undefined };

  await runOnce({ app, sinks: sinks.all, missing: 'Not mapped', headlineOf }, async (run) => {
    const { signal, publisher, giveUp, delivered } = run;
    for await (const change of keepMappings(sources, { signal, clock: systemClock, early })) {
      relay(change, { board, narrator, mappingLog, status, publisher, now });
      const { event } = change;
      if (event.type === 'failed' && isRefusal(event.error)) giveUp(event.error);
      if ([...board.entries.values()].some(({ state }) => state !== 'active')) continue;
      await delivered();
      break;
    }
  });
}
