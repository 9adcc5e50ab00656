import { askOwner } from './ask-owner.ts';
import { InstanceLockError } from './instance-lock-error.ts';
import { type LockSocket, placeLockSocket } from './lock-socket.ts';

/** A lock that is being watched. */
export interface WatchedLock {
  /** Aborts when the path leads to another process. */
  readonly lost: AbortSignal;
  release(): void;
}

/**
 * Checks every few seconds whether the path still leads to this process. A lock file that was deleted is
 * put back; if it belongs to another process, the lock is lost.
 */
export function watchLock(
  path: string,
  id: string,
  placed: LockSocket,
  everyMs = 2_000,
): WatchedLock {
  const lost = new AbortController();
  let socket = placed;
  let released = false;

  const look = async () => {
    const owner = await askOwner(path);
    if (released) return;
    if (owner.kind === 'none') {
      const next = await placeLockSocket(path, id);
      // Something interfered. If another process took over, the next check will find it.
      if (next === 'busy') return;
      socket.close();
      socket = next;
      if (released) next.close();
    } else if (owner.kind === 'owner' && owner.id !== id) {
      lose();
    }
  };
  const lose = () => {
    clearInterval(timer);
    socket.close();
    lost.abort(InstanceLockError.inUse(path));
  };
  // A failed check (a full disk, a missing folder) says nothing about another process.
  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  timer.unref();

  return {
    lost: lost.signal,
    release() {
      released = true;
      clearInterval(timer);
      socket.close();
    },
  };
}
