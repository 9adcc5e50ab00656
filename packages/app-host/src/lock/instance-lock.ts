import type { InstanceLockError } from './instance-lock-error.ts';

/** The right to use one state file, held by one process at a time. */
export interface InstanceLock {
  /** Aborts when another process holds the lock although this one has not released it. */
  readonly lost: AbortSignal;
  /** False if the file system does not support sockets: then nothing protects the state. */
  readonly guarded: boolean;
  /** Releases the lock; a waiting process gets it within seconds. */
  release(): void;
}

/** Options of `acquireInstanceLock`. */
export interface InstanceLockOptions {
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Called about once a second while waiting, with the reason. */
  readonly onWaiting: (reason: InstanceLockError) => void;
  /** Called once if the state cannot be guarded here. */
  readonly warn: (message: string) => void;
}
