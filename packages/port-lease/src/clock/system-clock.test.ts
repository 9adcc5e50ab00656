import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock.ts';

const reason = new Error('stopped');

describe('systemClock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('systemClock reads the wall clock and the monotonic clock', async () => {
    const [wall, monotonic] = [systemClock.now(), systemClock.monotonic()];
    await vi.advanceTimersByTimeAsync(1_500);
    expect(systemClock.now() - wall).toBe(1_500);
    expect(systemClock.monotonic() - monotonic).toBe(1_500);
  });

  test.each([0, 1_000, 2 ** 31 - 1, 2 ** 31, 100 * 86_400_000])(
    'systemClock delays by %d ms',
    async (ms) => {
      const { signal } = new AbortController();
      const removed = vi.spyOn(signal, 'removeEventListener');
      let over = false;
      const delay = systemClock.delay(ms, signal).then(() => {
        over = true;
      });
      await vi.advanceTimersByTimeAsync(Math.max(0, ms - 1));
      expect(over).toBe(ms === 0);
      await vi.advanceTimersByTimeAsync(1);
      await delay;
      expect(vi.getTimerCount()).toBe(0);
      expect(removed).toHaveBeenCalledOnce();
    },
  );

  test.each([1_000, 2 ** 40, Number.POSITIVE_INFINITY])(
    'systemClock rejects a delay of %d ms with the reason of the abort and clears its timer',
    async (ms) => {
      const stop = new AbortController();
      const delay = systemClock.delay(ms, stop.signal);
      await vi.advanceTimersByTimeAsync(999);
      stop.abort(reason);
      await expect(delay).rejects.toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('systemClock treats a moment in the past as now, without a warning from the runtime', async () => {
    const timer = vi.spyOn(globalThis, 'setTimeout');
    const delay = systemClock.delay(-0.5, new AbortController().signal);
    await vi.advanceTimersByTimeAsync(0);
    await delay;
    expect(timer).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 0);
  });

  test('systemClock rejects at once when the signal is already aborted', async () => {
    await expect(systemClock.delay(1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});
