import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StallWatch } from './stall-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the longest stall is the delay of a timer, and is reset once it was read', () => {
  let now = 0;
  const watch = new StallWatch(() => now);
  const run = (ms: number) => {
    now += ms;
    vi.advanceTimersByTime(100);
  };
  run(100);
  expect(watch.takeLongestMs()).toBe(0);
  run(2_100);
  run(600);
  expect(watch.takeLongestMs()).toBe(2_000);
  run(100);
  expect(watch.takeLongestMs()).toBe(0);
  watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});
