import {
  type App,
  acquireInstanceLock,
  EXIT_GAVE_UP,
  ExitError,
  FileError,
} from '@portkeep/app-host';
import { isRefusedLogin } from '@portkeep/pia-lease';
import { EventLog } from '@portkeep/port-app';
import { keepLease, SinkPublisher, systemClock } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import { createClients } from './clients.ts';
import { createSource } from './lease/create-source.ts';
import { UnlistedGatewayError } from './servers/server-confirmation.ts';
import { createSinks } from './sinks.ts';
import { openListStore, openState } from './state/open-state.ts';
import type { DaemonVariables } from './variables.ts';

const LONGEST_MS = 45_000;
const LOOK = 'the log says why';

/**
 * Gets the port once, tells every sink, and ends. What another try would not mend ends it at once:
 * a refused login, a file that cannot be written, a sink that fails.
 *
 * @throws {ExitError} with code 1.
 */
export async function once(app: App<DaemonVariables>): Promise<void> {
  const { log } = app;
  const stop = new AbortController();
  const signal = AbortSignal.any([app.signal, stop.signal]);
  const clients = createClients(app);
  const state = openState(app);
  const sinks = await createSinks(app, state);
  const until = systemClock.now() + LONGEST_MS;
  const events = new EventLog(log, { clock: systemClock, until });
  const giveUp = (error: ExitError) => stop.abort(error);

  const lock = await acquireInstanceLock(app.values.stateFile, {
    signal,
    onWaiting: (reason) =>
      giveUp(ExitError.because(EXIT_GAVE_UP, reason, 'Cannot get the port once')),
    warn: (message) => log.warn(message),
  });
  try {
    await state.load();
    const status = { login: () => undefined };
    const listStore = openListStore(app);
    const parts = { app, clients, state, clock: systemClock, signal, status, events, listStore };
    const { source, blockedUntil, backoff } = createSource(parts);
    const publisher = new SinkPublisher<PortAnnouncement>({
      sinks: sinks.all,
      signal,
      // A sink that fails is not tried again.
      onEvent: (event) => events.sink({ ...event, retryAt: undefined }),
    });
    const deadline = setTimeout(
      () =>
        giveUp(new ExitError(EXIT_GAVE_UP, `No port within ${LONGEST_MS / 1000} seconds`, LOOK)),
      until - systemClock.now(),
    );
    for await (const event of keepLease(source, { signal, backoff })) {
      const tooLate = (blockedUntil() ?? 0) > until;
      if (event.type === 'failed' && (tooLate || isFinal(event.error))) {
        giveUp(ExitError.because(EXIT_GAVE_UP, event.error));
        continue;
      }
      events.lease(event);
      if (event.type === 'failed' || event.type === 'lost') continue;
      clearTimeout(deadline);
      publisher.publish(event.lease.value);
      const states = Object.entries(await publisher.settled());
      const failing = states.filter(([, { inSync }]) => !inSync).map(([name]) => name);
      if (failing.length > 0) {
        giveUp(new ExitError(EXIT_GAVE_UP, `${failing.join(', ')} did not get the port`, LOOK));
      }
      break;
    }
    clearTimeout(deadline);
    app.signal.throwIfAborted();
    stop.signal.throwIfAborted();
  } finally {
    lock.release();
    stop.abort();
  }
}

/** Whether trying again within seconds could only do harm, or nothing. */
function isFinal(error: unknown): boolean {
  return (
    isRefusedLogin(error) || error instanceof FileError || error instanceof UnlistedGatewayError
  );
}
