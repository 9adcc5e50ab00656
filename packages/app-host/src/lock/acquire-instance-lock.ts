import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemTimer } from '../timer.ts';
import type { InstanceLock, InstanceLockOptions } from './instance-lock.ts';
import { InstanceLockError } from './instance-lock-error.ts';
import { type TakeOutcome, takeLock } from './take-lock.ts';
import { watchLock } from './watch-lock.ts';

const POLL_MS = 1_000;
/** A lock that was placed but does not answer may have been deleted by hand, but not this often. */
const MOST_UNANSWERED = 3;

/**
 * Waits until this process is the only one that uses the state file.
 *
 * The lock is a UNIX socket beside the state file. Unlike a pid file it needs no common pid or
 * network namespace, only the shared folder, and the kernel ends it with its process, `kill -9`
 * included. It does not reach across machines.
 *
 * It also waits while the state cannot be saved. In a closed folder, a writable state file, such as one
 * mounted into a container, can be saved; then there is no place for a lock.
 *
 * @throws the reason of `signal`.
 */
export async function acquireInstanceLock(
  stateFile: string,
  { signal, onWaiting, warn }: InstanceLockOptions,
): Promise<InstanceLock> {
  const path = resolve(`${stateFile}.lock`);
  const id = process.getBuiltinModule('node:crypto').randomUUID();
  for (let unanswered = 0; ; ) {
    signal.throwIfAborted();
    const outcome = await takeLock(path, id);
    if (outcome.kind === 'held') {
      const watch = watchLock(path, id, outcome.socket);
      return { guarded: true, lost: watch.lost, release: () => watch.release() };
    }
    if (outcome.kind === 'unanswered') unanswered += 1;
    const why = await unguarded(outcome, stateFile, unanswered);
    if (why !== undefined) {
      warn(`Nothing protects ${stateFile} from a second instance: ${why}; run only one`);
      return { guarded: false, lost: new AbortController().signal, release() {} };
    }
    if (outcome.kind === 'busy') onWaiting(InstanceLockError.inUse(stateFile));
    if (outcome.kind === 'unwritable' || outcome.kind === 'closed') {
      const { why, advice } = outcome;
      const problem = `cannot write ${stateFile}: ${why}`;
      onWaiting(new InstanceLockError('STATE_UNWRITABLE', problem, advice));
    }
    await systemTimer.delay(POLL_MS, signal);
  }
}

/** Why the state is used without a lock; `undefined` if it must not be. */
async function unguarded(
  outcome: TakeOutcome,
  stateFile: string,
  unanswered: number,
): Promise<string | undefined> {
  if (outcome.kind === 'unsupported') return outcome.why;
  if (unanswered === MOST_UNANSWERED) return 'its socket cannot be reached';
  if (outcome.kind !== 'closed') return undefined;
  const writable = access(stateFile, constants.W_OK).then(
    () => true,
    () => false,
  );
  return (await writable) ? 'no lock can be made in its folder' : undefined;
}
