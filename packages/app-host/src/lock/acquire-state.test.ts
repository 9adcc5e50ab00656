import { recordedLog } from '@portkeep/testing/recorded-log';
import { beforeEach, expect, test, vi } from 'vitest';
import { HandDrivenTimer } from '../../test/hand-driven-timer.ts';
import { acquireInstanceLock } from './acquire-instance-lock.ts';
import { acquireState } from './acquire-state.ts';
import type { InstanceLockOptions } from './instance-lock.ts';
import { InstanceLockError } from './instance-lock-error.ts';

vi.mock(import('./acquire-instance-lock.ts'));

/** Everything that the app showed and did, in order. */
let seen: string[];
let lost: AbortController;
let stop: AbortController;
let hangUp: () => void;
let timer: HandDrivenTimer;
/** Taken from the front, one per reading of the state; `undefined` is a success. */
let readings: (Error | undefined)[];
let whileAcquiring: (options: InstanceLockOptions) => void;

beforeEach(() => {
  seen = [];
  readings = [];
  timer = new HandDrivenTimer();
  stop = new AbortController();
  hangUp = () => undefined;
  whileAcquiring = () => undefined;
  vi.mocked(acquireInstanceLock).mockImplementation(async (path, options) => {
    seen.push(`lock of ${path}`);
    options.signal.throwIfAborted();
    whileAcquiring(options);
    lost = new AbortController();
    return { guarded: true, lost: lost.signal, release: () => void seen.push('released') };
  });
});

function take() {
  const { log, lines } = recordedLog({ lines: seen });
  lines.length = 0;
  return acquireState({
    app: {
      signal: stop.signal,
      log,
      onHangup(listener) {
        hangUp = listener;
        return () => undefined;
      },
    },
    path: 'state.json',
    state: {
      async load() {
        const outcome = readings.shift();
        seen.push('read');
        if (outcome !== undefined) throw outcome;
      },
    },
    status: { obstacle: (text) => void seen.push(`obstacle: ${text ?? 'none'}`) },
    events: {
      trouble: (topic, message) => void seen.push(`${topic}: ${message}`),
      over: (topic, message) => void seen.push(`${topic} is over: ${message}`),
    },
    timer,
  });
}

const taken = [
  'lock is over: The state is free now',
  'read',
  'state is over: The state can be read again',
  'obstacle: none',
];
const unreadable = new Error('it is damaged');
const isUnreadable = ['read', 'obstacle: it is damaged', 'state: The state could not be read'];

test('the state is read once it is free, and what the wait was for is shown until then', async () => {
  whileAcquiring = ({ onWaiting, warn }) => {
    onWaiting(InstanceLockError.inUse('state.json'));
    warn('nothing guards it');
  };
  await take();
  expect(seen).toEqual([
    'lock of state.json',
    'obstacle: another instance uses state.json; stop one of the two',
    'lock: Waiting',
    'WARN nothing guards it',
    ...taken,
  ]);
});

test('what was acquired ends when the app is stopped, and when another process takes the state over', async () => {
  const reason = new Error('enough');
  const takenOver = await take();
  expect(takenOver.signal.aborted).toBe(false);
  lost.abort(reason);
  expect(takenOver.signal.reason).toBe(reason);
  const stopped = await take();
  stop.abort(reason);
  expect(stopped.signal.reason).toBe(reason);
  stopped.release();
  expect(seen.at(-1)).toBe('released');
});

test('an unreadable state is read again after 5, 10, 20, 40 and then every 60 s, and never replaced', async () => {
  readings = Array(6).fill(unreadable);
  const acquired = take();
  for (let reads = 1; reads <= 6; reads += 1) {
    await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(reads));
    expect(seen.slice(2)).toEqual(Array(reads).fill(isUnreadable).flat());
    await timer.end();
  }
  await acquired;
  expect(timer.waitsMs).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  expect(seen.slice(-taken.length + 1)).toEqual(taken.slice(1));
});

test('SIGHUP reads an unreadable state again at once', async () => {
  readings = [unreadable];
  const acquired = take();
  await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(1));
  hangUp();
  await acquired;
  expect(seen.slice(-taken.length + 1)).toEqual(taken.slice(1));
});

test('a process that loses the lock before it could read the state waits for the lock again', async () => {
  readings = [unreadable];
  const acquired = take();
  await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(1));
  lost.abort(new Error('taken over'));
  await acquired;
  expect(seen.slice(-taken.length - 2)).toEqual(['released', 'lock of state.json', ...taken]);
});

test('a process that is stopped before it could read the state releases the lock', async () => {
  readings = [unreadable];
  const acquired = take();
  await vi.waitFor(() => expect(timer.waitsMs).toHaveLength(1));
  const reason = new Error('SIGTERM');
  stop.abort(reason);
  await expect(acquired).rejects.toBe(reason);
  expect(seen.at(-1)).toBe('released');
});
