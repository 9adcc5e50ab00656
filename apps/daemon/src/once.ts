import { type App, acquireInstanceLock } from '@portkeep/app-host';
import { runOnce } from '@portkeep/port-app';
import { createSinks } from '@portkeep/port-sinks';
import { headlineOf } from './headline.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { SOURCE } from './source.ts';
import { openState } from './state/open-state.ts';
import type { DaemonVariables } from './variables.ts';

/**
 * Gets the port once, sends it to every sink, and ends. Whatever another try would not fix ends it
 * at once: a refused login, a file that cannot be written, a sink that fails.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<DaemonVariables>): Promise<void> {
  const { log, values } = app;
  const { stateFile } = values;
  const state = openState(app);
  const source = await SOURCE.open({ app, state, stateFile });
  const { all: sinks } = await createSinks(SINK_KINDS, values, sinkApp(app, state));
  await runOnce(
    { app, source, sinks, missing: 'No port', headlineOf },
    async ({ signal, giveUp }, port) => {
      const lock = await acquireInstanceLock(stateFile, {
        signal,
        onWaiting: (reason) => giveUp(reason, 'Cannot get the port once'),
        warn: (message) => log.warn(message),
      });
      try {
        await state.load();
        await port();
      } finally {
        lock.release();
      }
    },
  );
}
