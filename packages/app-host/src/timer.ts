import { setTimeout as sleep } from 'node:timers/promises';

/** Something that waits; in tests, a clock that does not take real time. */
export interface Timer {
  /** Resolves after `ms` milliseconds. Rejects with `signal.reason` as soon as `signal` aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

/** The timer of the machine. */
export const systemTimer: Timer = {
  async delay(ms, signal) {
    await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};
