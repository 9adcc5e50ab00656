import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { HandDrivenTimer } from '../../test/hand-driven-timer.ts';
import { recordedLog } from '../../test/recorded-log.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { acquireState } from './acquire-state.ts';

/** A state that cannot be read until `readable` is set, and what the app says about it. */
function setUp() {
  const stop = new AbortController();
  const timer = new HandDrivenTimer();
  const hangups: (() => void)[] = [];
  const obstacles: (string | undefined)[] = [];
  const disk = { readable: false };
  const acquired = acquireState({
    app: {
      signal: stop.signal,
      log: recordedLog().log,
      onHangup: (callback) => hangups.push(callback),
    },
    path: join(temporaryFolder(), 'state.json'),
    state: {
      async load() {
        if (!disk.readable) throw new Error('a broken disk');
      },
    },
    status: { obstacle: (text) => obstacles.push(text) },
    events: { trouble() {}, over() {} },
    timer,
  });
  return { acquired, timer, stop, hangups, obstacles, disk };
}

test('a state that cannot be read is read again after 5, 10, 20, 40 and then every 60 s', async () => {
  const { acquired, timer, obstacles, disk } = setUp();
  for (let reads = 1; reads <= 6; reads += 1) {
    await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(reads));
    if (reads === 6) disk.readable = true;
    await timer.end();
  }
  const { release, signal } = await acquired;
  expect(timer.waitsMs).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  expect(obstacles).toEqual([...Array(6).fill('a broken disk'), undefined]);
  expect(signal.aborted).toBe(false);
  release();
});

test('SIGHUP makes an unreadable state be read again at once', async () => {
  const { acquired, timer, hangups, disk } = setUp();
  await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(1));
  disk.readable = true;
  for (const hangUp of hangups) hangUp();
  (await acquired).release();
});

test('a process that is stopped no longer waits for an unreadable state', async () => {
  const { acquired, timer, stop } = setUp();
  await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(1));
  stop.abort('stopped');
  await expect(acquired).rejects.toBe('stopped');
});
