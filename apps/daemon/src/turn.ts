import { type App, acquireInstanceLock } from '@portkeep/app-host';
import type { StateKeeper } from '@portkeep/pia-lease';
import type { EventLog, LeaseStatus } from '@portkeep/port-app';
import { type Clock, ladder } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import type { DaemonVariables } from './variables.ts';

/** The time in which this process alone uses the state. */
export interface Turn {
  /** Ends with the process, or when another daemon took the state over. */
  readonly signal: AbortSignal;
  /** Ends the turn, for a reason that ends the process as well. */
  readonly end: (reason: Error) => void;
  /**
   * Lets the next daemon have the state.
   *
   * @throws what `end` was given.
   */
  readonly release: () => void;
}

export interface TurnParts {
  readonly app: App<DaemonVariables>;
  readonly state: StateKeeper;
  readonly status: LeaseStatus<PortAnnouncement>;
  readonly events: EventLog;
  readonly clock: Clock;
}

/** Waits until no other daemon uses the state, and reads it. */
export async function takeTurn(parts: TurnParts): Promise<Turn> {
  const { app, status, events } = parts;
  for (;;) {
    const lock = await acquireInstanceLock(app.values.stateFile, {
      signal: app.signal,
      onWaiting: (reason) => {
        status.obstacle(reason.message);
        events.trouble('turn', 'Waiting', { error: reason });
      },
      warn: (message) => app.log.warn(message),
    });
    events.over('turn', 'The state is free now');
    const own = new AbortController();
    const signal = AbortSignal.any([app.signal, lock.lost, own.signal]);
    try {
      await readState(parts, signal);
    } catch {
      // The only way out: it was stopped, or another process took the lock over in the meantime.
      lock.release();
      app.signal.throwIfAborted();
      continue;
    }
    status.obstacle(undefined);
    return {
      signal,
      end: (reason) => own.abort(reason),
      release() {
        lock.release();
        own.signal.throwIfAborted();
      },
    };
  }
}

/** A state that is there and cannot be read holds the port: it is waited for, not replaced. */
async function readState(
  { app, state, status, events, clock }: TurnParts,
  signal: AbortSignal,
): Promise<void> {
  const waitMs = ladder([5, 10, 20, 40, 60]);
  let hurry = new AbortController();
  app.onHangup(() => hurry.abort());
  for (let attempt = 1; ; attempt += 1) {
    try {
      await state.load();
      events.over('state', 'The state can be read again');
      return;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      status.obstacle(message);
      events.trouble('state', 'The state could not be read', { error });
    }
    hurry = new AbortController();
    const either = AbortSignal.any([signal, hurry.signal]);
    await clock.delay(waitMs(attempt), either).catch(() => signal.throwIfAborted());
  }
}
