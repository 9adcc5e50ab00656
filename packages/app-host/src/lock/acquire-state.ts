import type { App } from '../app/app.ts';
import type { Variables } from '../environment/variable.ts';
import type { Timer } from '../timer.ts';
import { acquireInstanceLock } from './acquire-instance-lock.ts';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/** The state, while only this process uses it. */
export interface AcquiredState {
  /** Aborts when the process is stopped or another process has taken over the state. */
  readonly signal: AbortSignal;
  /** Releases the state to the next process that waits for it. */
  readonly release: () => void;
}

/** Options of {@linkcode acquireState}. */
export interface AcquireStateOptions {
  readonly app: Pick<App<Variables>, 'signal' | 'log' | 'onHangup'>;
  /** The state file. */
  readonly path: string;
  readonly state: { load(): Promise<void> };
  /** Receives what keeps the app from working, and `undefined` once that is over. */
  readonly status: { obstacle(text: string | undefined): void };
  readonly events: {
    trouble(topic: string, message: string, details: { readonly error: unknown }): void;
    over(topic: string, message: string): void;
  };
  readonly timer: Timer;
}

/** Waits until no other process uses the state, and reads it. */
export async function acquireState(options: AcquireStateOptions): Promise<AcquiredState> {
  const { app, path, status, events } = options;
  for (;;) {
    const lock = await acquireInstanceLock(path, {
      signal: app.signal,
      onWaiting: (reason) => {
        status.obstacle(reason.message);
        events.trouble('lock', 'Waiting', { error: reason });
      },
      warn: (message) => app.log.warn(message),
    });
    events.over('lock', 'The state is free now');
    const signal = AbortSignal.any([app.signal, lock.lost]);
    try {
      await readState(options, signal);
    } catch {
      // Only possible if the process was stopped or another one took over the lock in the meantime.
      lock.release();
      app.signal.throwIfAborted();
      continue;
    }
    status.obstacle(undefined);
    return { signal, release: () => lock.release() };
  }
}

/** An existing state that cannot be read holds the port: wait for it instead of replacing it. */
async function readState(
  { app, state, status, events, timer }: AcquireStateOptions,
  signal: AbortSignal,
): Promise<void> {
  let hurry = new AbortController();
  app.onHangup(() => hurry.abort());
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
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
    await timer.delay(waitMs, either).catch(() => signal.throwIfAborted());
  }
}
