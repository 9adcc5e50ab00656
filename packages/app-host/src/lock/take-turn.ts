import { type Clock, ladder } from '@portkeep/port-lease';
import type { App } from '../app/app.ts';
import type { Variables } from '../environment/variable.ts';
import { acquireInstanceLock } from './acquire-instance-lock.ts';

/** The time in which this process alone uses the state. */
export interface Turn {
  /** Ends with the process, or when another process took the state over. */
  readonly signal: AbortSignal;
  /** Ends the turn, for a reason that ends the process as well. */
  readonly end: (reason: Error) => void;
  /**
   * Gives the state to the next process that waits for it.
   *
   * @throws what `end` was given.
   */
  readonly release: () => void;
}

/** Options of {@linkcode takeTurn}. */
export interface TakeTurnOptions {
  readonly app: Pick<App<Variables>, 'signal' | 'log' | 'onHangup'>;
  /** The file of the state. */
  readonly path: string;
  readonly state: { load(): Promise<void> };
  /** Learns what keeps the app from its work, and with `undefined` that nothing does any more. */
  readonly status: { obstacle(text: string | undefined): void };
  readonly events: {
    trouble(topic: string, message: string, details: { readonly error: unknown }): void;
    over(topic: string, message: string): void;
  };
  readonly clock: Clock;
}

/** Waits until no other process uses the state, and reads it. */
export async function takeTurn(options: TakeTurnOptions): Promise<Turn> {
  const { app, path, status, events } = options;
  for (;;) {
    const lock = await acquireInstanceLock(path, {
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
      await readState(options, signal);
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
  { app, state, status, events, clock }: TakeTurnOptions,
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
