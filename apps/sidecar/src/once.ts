import type { App } from '@portkeep/app-host';
import { runOnce } from '@portkeep/port-app';
import { createSinks } from '@portkeep/port-sinks';
import { headlineOf } from './headline.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import type { SidecarVariables } from './variables.ts';

/**
 * Maps the port once, sends it to every sink, and ends; nothing renews the mapping then. A request
 * that the API rejects or a sink that fails ends it at once.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<SidecarVariables>): Promise<void> {
  const source = await SOURCE.open({ app, once: true });
  const { all: sinks } = await createSinks(SINK_KINDS, app.values, sinkApp(app));
  await runOnce({ app, source, sinks, missing: 'Not mapped', headlineOf });
}
