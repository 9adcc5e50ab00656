import { type App, acquireInstanceLock, type InstanceLock } from '@portkeep/app-host';
import { checkWritable } from '@portkeep/app-host/doctor';
import type { DaemonStateKeeper } from '../state/daemon-state.ts';
import { openState } from '../state/open-state.ts';
import type { DaemonVariables } from '../variables.ts';
import { readSavedState } from './saved-state.ts';

/**
 * What doctor may do with the state file.
 *
 * - `own`: no other process uses it; a token and a claim are saved there for the daemon.
 * - `foreign`: a daemon uses it; doctor reads it and leaves login and bind to the daemon.
 * - `unusable`: it cannot be saved, so that the result of a login would be lost.
 */
export type StateAccess =
  | { readonly kind: 'own'; readonly state: DaemonStateKeeper; readonly release: () => void }
  | { readonly kind: 'foreign'; readonly state: DaemonStateKeeper; readonly release: () => void }
  | {
      readonly kind: 'unusable';
      readonly error: unknown;
      readonly release: () => void;
    };

/** Takes the daemon's place while doctor runs, if no daemon holds it. */
export async function openStateAccess(
  app: Pick<App<DaemonVariables>, 'values' | 'log' | 'signal'>,
): Promise<StateAccess> {
  const { stateFile } = app.values;
  const nothing = () => undefined;
  try {
    await checkWritable(stateFile);
    const lock = await takeLock(app, stateFile);
    if (lock === undefined) {
      return { kind: 'foreign', state: await readSavedState(stateFile), release: nothing };
    }
    const release = () => lock.release();
    try {
      const state = openState(app);
      await state.load();
      return { kind: 'own', state, release };
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    app.signal.throwIfAborted();
    return { kind: 'unusable', error, release: nothing };
  }
}

async function takeLock(
  { log, signal }: Pick<App<DaemonVariables>, 'log' | 'signal'>,
  stateFile: string,
): Promise<InstanceLock | undefined> {
  const busy = new AbortController();
  try {
    return await acquireInstanceLock(stateFile, {
      signal: AbortSignal.any([signal, busy.signal]),
      // The folder was found to be writable before, so the reason is another instance.
      onWaiting: (reason) => busy.abort(reason),
      warn: (message) => log.warn(message),
    });
  } catch (error) {
    if (busy.signal.aborted && !signal.aborted) return undefined;
    throw error;
  }
}
