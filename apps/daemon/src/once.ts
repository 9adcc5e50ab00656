import { type App, acquireInstanceLock, FileError } from '@portkeep/app-host';
import { isRefusedLogin } from '@portkeep/pia-lease';
import { runOnce } from '@portkeep/port-app';
import { keepLease, systemClock } from '@portkeep/port-lease';
import { createSinks } from '@portkeep/port-sinks';
import { createClients } from './clients.ts';
import { headlineOf } from './headline.ts';
import { createSource } from './lease/create-source.ts';
import { UnlistedGatewayError } from './servers/server-confirmation.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { openListStore, openState } from './state/open-state.ts';
import type { DaemonVariables } from './variables.ts';

/**
 * Gets the port once, sends it to every sink, and ends. Whatever another try would not fix ends it
 * at once: a refused login, a file that cannot be written, a sink that fails.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<DaemonVariables>): Promise<void> {
  const { log } = app;
  const clients = createClients(app);
  const state = openState(app);
  const sinks = await createSinks(SINK_KINDS, app.values, sinkApp(app, state));
  await runOnce({ app, sinks: sinks.all, missing: 'No port', headlineOf }, async (run) => {
    const { signal, until, events, publisher, giveUp, delivered } = run;
    const lock = await acquireInstanceLock(app.values.stateFile, {
      signal,
      onWaiting: (reason) => giveUp(reason, 'Cannot get the port once'),
      warn: (message) => log.warn(message),
    });
    try {
      await state.load();
      const status = { login: () => undefined };
      const listStore = openListStore(app);
      const parts = { app, clients, state, clock: systemClock, signal, status, events, listStore };
      const { source, blockedUntil, backoff } = createSource(parts);
      for await (const event of keepLease(source, { signal, backoff })) {
        const tooLate = (blockedUntil() ?? 0) > until;
        if (event.type === 'failed' && (tooLate || isFinal(event.error))) {
          giveUp(event.error);
          continue;
        }
        events.lease(event);
        if (event.type === 'failed' || event.type === 'lost') continue;
        publisher.publish(event.lease.value);
        await delivered();
        break;
      }
    } finally {
      lock.release();
    }
  });
}

/** Whether trying again within seconds would be useless or harmful. */
function isFinal(error: unknown): boolean {
  return (
    isRefusedLogin(error) || error instanceof FileError || error instanceof UnlistedGatewayError
  );
}
