import { expect, test, vi } from 'vitest';
import { tickingClock } from './ticking-clock.ts';

test('a ticking clock ticks at every wait and otherwise behaves like the clock it wraps', async () => {
  const tick = vi.fn();
  const delay = vi.fn(async () => {});
  const clock = tickingClock({ now: () => 1, monotonic: () => 2, delay }, tick);
  const { signal } = new AbortController();
  expect([clock.now(), clock.monotonic(), tick.mock.calls.length]).toEqual([1, 2, 0]);
  await clock.delay(5, signal);
  expect(tick).toHaveBeenCalledOnce();
  expect(delay).toHaveBeenCalledWith(5, signal);
});
