import type { App } from '@portkeep/app-host';
import type { KeepPortOptions, PortEvent, PortSource } from '@portkeep/port-app';
import { type Api, createApi } from './api.ts';
import { delayInSlices } from './delay-in-slices.ts';
import { MappingLog } from './log/mapping-log.ts';
import { ShellContainerLog } from './log/shell-container-log.ts';
import { CombinedMapping } from './mapping/combined-mapping.ts';
import { createSources } from './mapping/create-sources.ts';
import { giveUpAtFailureLimit } from './mapping/give-up.ts';
import { isRefusal } from './mapping/is-refusal.ts';
import { keepMappings } from './mapping/keep-mappings.ts';
import { MappingDetails } from './mapping/mapping-details.ts';
import { releaseMappings } from './mapping/release-mappings.ts';
import type { NatpmpVariables } from './natpmp-variables.ts';
import { portEvents } from './port-events.ts';
import { readSettings, type Settings } from './settings.ts';

/** What the source needs from the app. */
export interface NatpmpHost {
  readonly app: Pick<App<NatpmpVariables>, 'values' | 'log' | 'plainLog' | 'signal'>;
  /** The port is mapped once, without a delay, and only the caller's time is a limit. */
  readonly once: boolean;
}

/** Opens the source; nothing is requested yet. */
export function openNatpmpSource(host: NatpmpHost): PortSource {
  const settings = readSettings(host.app.values);
  const api = createApi(host.app);
  const combined = new CombinedMapping(settings);
  return {
    details: new MappingDetails(combined, settings.internalPort),
    logsItself: true,
    isFinal: isRefusal,
    keep: (options) => ({
      events: host.once
        ? mapOnce(host, { api, combined, settings }, options)
        : keepMapped(host, { api, combined, settings }, options),
    }),
  };
}

interface Parts {
  readonly api: Api;
  readonly combined: CombinedMapping;
  readonly settings: Settings;
}

async function* keepMapped(
  { app }: NatpmpHost,
  { api: { client, adaptive }, combined, settings }: Parts,
  { signal, clock, early }: KeepPortOptions,
): AsyncGenerator<PortEvent, void, void> {
  const { log, values } = app;
  const { now } = clock;
  const containerLog = new ShellContainerLog({ log: app.plainLog, settings, now });
  const receivers = { combined, containerLog, mappingLog: new MappingLog(log), now };
  const sources = createSources({ settings, client: adaptive, clock, watch: containerLog });
  const { maxConsecutiveFailures: limit } = settings;
  containerLog.begin(app);
  await delayInSlices(Math.random() * values.startSpreadMs, clock, signal);
  try {
    for await (const change of keepMappings(sources, { signal, clock, early })) {
      yield* portEvents(change, receivers);
      giveUpAtFailureLimit(change, { limit, entries: combined.entries });
    }
  } finally {
    if (values.releaseOnExit) await releaseMappings({ client, log, sources, settings });
  }
}

async function* mapOnce(
  { app }: NatpmpHost,
  { api: { client }, combined, settings }: Parts,
  { signal, clock, early }: KeepPortOptions,
): AsyncGenerator<PortEvent, void, void> {
  const { now } = clock;
  const unlimited = { ...settings, maxConsecutiveFailures: 0 };
  const containerLog = new ShellContainerLog({ log: app.plainLog, settings: unlimited, now });
  const receivers = { combined, containerLog, mappingLog: new MappingLog(app.log), now };
  const sources = createSources({ settings, client, clock, watch: containerLog });
  for await (const change of keepMappings(sources, { signal, clock, early })) {
    yield* portEvents(change, receivers);
  }
}
