import { expect, test } from 'vitest';
import { systemTimer } from './timer.ts';

test('a wait of the system timer ends when its time is over', async () => {
  const startedAt = performance.now();
  await systemTimer.delay(20, new AbortController().signal);
  expect(performance.now() - startedAt).toBeGreaterThan(15);
});

test('a wait of the system timer rejects with the reason of its signal', async () => {
  const stop = new AbortController();
  const wait = systemTimer.delay(60_000, stop.signal);
  stop.abort('stopped');
  await expect(wait).rejects.toBe('stopped');
  await expect(systemTimer.delay(1, stop.signal)).rejects.toBe('stopped');
});
