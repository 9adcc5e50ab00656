import { resolve } from 'node:path';
import { systemClock } from '@portkeep/port-lease';
import type { InstanceLock, InstanceLockOptions } from './instance-lock.ts';
import { takeLock } from './take-lock.ts';
import { watchLock } from './watch-lock.ts';

const POLL_MS = 1_000;
/** A lock that was placed and then does not answer may have been deleted by hand; once or twice. */
const MOST_UNANSWERED = 3;

/**
 * Waits until this process is the only one that uses the state file.
 *
 * The lock is a UNIX socket beside the state file. Unlike a pid file it needs no common pid or
 * network namespace, only the shared folder, and the kernel ends it with its process, `kill -9`
 * included. It does not reach across machines.
 *
 * An unwritable folder is waited out too: without it the state cannot be kept.
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
    if (outcome.kind === 'unsupported' || unanswered === MOST_UNANSWERED) {
      const why = outcome.kind === 'unsupported' ? outcome.why : 'its socket cannot be reached';
      warn(`Nothing guards ${stateFile} against a second instance: ${why}; run only one`);
      return { guarded: false, lost: new AbortController().signal, release() {} };
    }
    if (outcome.kind === 'busy') onWaiting(`another instance uses ${stateFile}`);
    if (outcome.kind === 'unwritable') onWaiting(`cannot write ${stateFile}: ${outcome.why}`);
    await systemClock.delay(POLL_MS, signal);
  }
}
