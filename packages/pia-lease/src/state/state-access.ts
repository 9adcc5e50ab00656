import {
  acquireInstanceLock,
  type InstanceLock,
  jsonStateFile,
  type Log,
} from '@portkeep/app-host';
import { checkWritable } from '@portkeep/app-host/doctor';
import type * as v from 'valibot';
import type { PiaState } from './pia-state.ts';
import { readSavedState } from './saved-state.ts';
import { StateKeeper } from './state-keeper.ts';

/**
 * What a command may do with the state file of an app that may be running.
 *
 * - `own`: no other process uses it; a token and a claim are saved there for the app.
 * - `foreign`: the running app uses it; the command reads it, and leaves login and bind to the app.
 * - `unusable`: it cannot be saved, so that the result of a login would be lost.
 */
export type StateAccess<Own extends object> =
  | { readonly kind: 'own'; readonly state: StateKeeper<Own>; readonly release: () => void }
  | { readonly kind: 'foreign'; readonly state: StateKeeper<Own>; readonly release: () => void }
  | {
      readonly kind: 'unusable';
      readonly error: unknown;
      readonly release: () => void;
    };

/** Options of {@linkcode openStateAccess}. */
export interface StateAccessOptions<Own extends object> {
  readonly path: string;
  readonly schema: v.GenericSchema<unknown, PiaState & Partial<Own>>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Takes the place of the app while a command runs, if no process holds it. */
export async function openStateAccess<Own extends object>({
  path,
  schema,
  log,
  signal,
}: StateAccessOptions<Own>): Promise<StateAccess<Own>> {
  const nothing = () => undefined;
  try {
    await checkWritable(path);
    const lock = await takeLock(path, log, signal);
    if (lock === undefined) {
      return { kind: 'foreign', state: await readSavedState(path, schema), release: nothing };
    }
    const release = () => lock.release();
    try {
      const state = new StateKeeper<Own>(jsonStateFile({ path, schema, log }));
      await state.load();
      return { kind: 'own', state, release };
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'unusable', error, release: nothing };
  }
}

async function takeLock(
  path: string,
  log: Log,
  signal: AbortSignal,
): Promise<InstanceLock | undefined> {
  const busy = new AbortController();
  try {
    return await acquireInstanceLock(path, {
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
