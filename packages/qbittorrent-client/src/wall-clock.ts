/** The client's source of time, the wall clock of the machine; replace it in a test. */
export interface WallClock {
  /** Wall clock in epoch milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with `signal.reason` as soon as `signal` aborts. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine: `Date.now` and `setTimeout`. */
export const systemWallClock: WallClock = {
  now: () => Date.now(),
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};
