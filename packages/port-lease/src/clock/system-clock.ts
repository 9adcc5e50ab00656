import type { Clock } from './clock.ts';

/** The longest delay that `setTimeout` supports; it turns a longer one into 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of the machine: `Date.now`, `performance.now` and `setTimeout`. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  delay(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      let timer: ReturnType<typeof setTimeout>;
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const wait = (left: number) => {
        const part = Math.min(left, LONGEST_TIMER_MS);
        timer = setTimeout(() => {
          if (left > part) {
            wait(left - part);
            return;
          }
          signal.removeEventListener('abort', onAbort);
          resolve();
        }, part);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      wait(Math.max(0, ms));
    });
  },
};
