import { tickingClock } from '@portkeep/port-app';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { delayInSlices } from './delay-in-slices.ts';

test('a wait of ten minutes ticks throughout and ends on time', async () => {
  const clock = new FakeClock();
  const ticks: number[] = [];
  const ticking = tickingClock(clock, () => ticks.push(clock.monotonic()));
  const start = clock.monotonic();
  let isOver = false;
  const wait = delayInSlices(600_000, ticking, new AbortController().signal).then(() => {
    isOver = true;
  });
  await clock.advance(599_000);
  expect(isOver).toBe(false);
  await clock.advance(1_000);
  await wait;
  expect(clock.monotonic() - start).toBe(600_000);
  const gaps = ticks.map((tick, index) => tick - (ticks[index - 1] ?? start));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(5_000);
  expect(ticks.length).toBeGreaterThanOrEqual(120);
});

test('an aborted wait rejects with the reason of the abort', async () => {
  const stop = new AbortController();
  const wait = delayInSlices(600_000, new FakeClock(), stop.signal);
  stop.abort('enough');
  await expect(wait).rejects.toBe('enough');
});
