import { type App, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import { EventLog } from '@portkeep/port-app';
import { EarlyRenewal, SinkPublisher, systemClock } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { createApi } from './api.ts';
import { MappingLog } from './log/mapping-log.ts';
import { Narrator } from './log/narrator.ts';
import { createSources } from './mapping/create-sources.ts';
import { isRefusal } from './mapping/is-refusal.ts';
import { keepMappings } from './mapping/keep-mappings.ts';
import { MappingBoard } from './mapping/mapping-board.ts';
import { relay } from './relay.ts';
import { readSettings } from './settings.ts';
import { createSinks } from './sinks.ts';
import type { SidecarVariables } from './variables.ts';

const LONGEST_MS = 45_000;
const LOOK = 'the log says why';

/**
 * Maps the port once, tells every sink, and ends; nothing renews the mapping then. A request that
 * the API does not take and a sink that fails end it at once.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<SidecarVariables>): Promise<void> {
  const { log, plainLog } = app;
  const settings = readSettings(app.values);
  const { client, lastBody } = createApi(app);
  const sinks = await createSinks(app);
  const stop = new AbortController();
  const signal = AbortSignal.any([app.signal, stop.signal]);
  const giveUp = (error: ExitError) => stop.abort(error);
  const timer = setTimeout(
    () =>
      giveUp(new ExitError(EXIT_GAVE_UP, `Not mapped within ${LONGEST_MS / 1000} seconds`, LOOK)),
    LONGEST_MS,
  );
  const { now } = systemClock;
  const board = new MappingBoard(settings);
  const events = new EventLog(log, { clock: systemClock });
  const mappingLog = new MappingLog(log);
  // The time is the limit here.
  const unlimited = { ...settings, maxConsecutiveFailures: 0 };
  const narrator = new Narrator({ log: plainLog, settings: unlimited, lastBody, now });
  const onEvent = events.sink.bind(events);
  const publisher = new SinkPublisher<PortAnnouncement>({ sinks: sinks.all, signal, onEvent });
  const sources = createSources({ settings, client, clock: systemClock, watch: narrator });
  const early = new EarlyRenewal();
  const status = { lease: () => undefined };

  for await (const change of keepMappings(sources, { signal, clock: systemClock, early })) {
    relay(change, { board, narrator, mappingLog, status, publisher, now });
    const { event } = change;
    if (event.type === 'failed' && isRefusal(event.error)) {
      giveUp(ExitError.because(EXIT_GAVE_UP, event.error));
    }
    if ([...board.entries.values()].some(({ state }) => state !== 'active')) continue;
    clearTimeout(timer);
    const states = Object.entries(await publisher.settled());
    const failing = states.filter(([, { inSync }]) => !inSync).map(([name]) => name);
    if (failing.length > 0) {
      giveUp(new ExitError(EXIT_GAVE_UP, `${failing.join(', ')} did not get the port`, LOOK));
    }
    break;
  }
  app.signal.throwIfAborted();
  stop.signal.throwIfAborted();
  stop.abort();
}
