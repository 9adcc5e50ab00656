import type { InstanceLockError } from './instance-lock-error.ts';

/** The right to use one state file, held by one process at a time. */
export interface InstanceLock {
  /** Aborts when another process holds the lock although this one never released it. */
  readonly lost: AbortSignal;
  /** False where the file system has no sockets: then nothing guards the state. */
  readonly guarded: boolean;
  /** Gives the lock up; a waiting process has it within seconds. */
  release(): void;
}

/** Options of `acquireInstanceLock`. */
export interface InstanceLockOptions {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Called about once a second while waiting, with the reason. */
  readonly onWaiting: (reason: InstanceLockError) => void;
  /** Told once when the state cannot be guarded here. */
  readonly warn: (message: string) => void;
}
