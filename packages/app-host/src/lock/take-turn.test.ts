import { FakeClock } from '@portkeep/port-lease/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { beforeEach, expect, test, vi } from 'vitest';
import { acquireInstanceLock } from './acquire-instance-lock.ts';
import type { InstanceLockOptions } from './instance-lock.ts';
import { InstanceLockError } from './instance-lock-error.ts';
import { takeTurn } from './take-turn.ts';

vi.mock(import('./acquire-instance-lock.ts'));

/** Everything that the app showed and did, in order. */
let seen: string[];
let lost: AbortController;
let stop: AbortController;
let hangUp: () => void;
let clock: FakeClock;
/** Taken from the front, one per reading of the state; `undefined` is a success. */
let readings: (Error | undefined)[];
let whileAcquiring: (options: InstanceLockOptions) => void;

beforeEach(() => {
  seen = [];
  readings = [];
  clock = new FakeClock();
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
  return takeTurn({
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
    clock,
  });
}

const taken = [
  'turn is over: The state is free now',
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
    'turn: Waiting',
    'WARN nothing guards it',
    ...taken,
  ]);
});

test('the turn ends with its reason, when the app is stopped and when another process takes the state over', async () => {
  const reason = new Error('enough');
  const ended = await take();
  expect(ended.signal.aborted).toBe(false);
  ended.end(reason);
  expect(ended.signal.reason).toBe(reason);
  expect(() => ended.release()).toThrow(reason);
  expect(seen.at(-1)).toBe('released');
  const takenOver = await take();
  lost.abort(reason);
  expect(takenOver.signal.reason).toBe(reason);
  const stopped = await take();
  stop.abort(reason);
  expect(stopped.signal.reason).toBe(reason);
  expect(() => stopped.release()).not.toThrow();
  expect(seen.at(-1)).toBe('released');
});

test('a state that cannot be read is waited for with growing pauses, and never replaced', async () => {
  readings = [unreadable, unreadable, unreadable];
  const turn = take();
  await clock.advance(4_000);
  expect(seen.slice(2)).toEqual(isUnreadable);
  await clock.advance(1_500);
  expect(seen.slice(2)).toEqual([...isUnreadable, ...isUnreadable]);
  await clock.advance(8_500);
  expect(seen).toHaveLength(2 + 2 * isUnreadable.length);
  await clock.advance(40_000);
  await turn;
  expect(seen.slice(-taken.length)).toEqual([
    'state: The state could not be read',
    ...taken.slice(1),
  ]);
});

test('SIGHUP reads an unreadable state again at once', async () => {
  readings = [unreadable];
  const turn = take();
  await clock.flush();
  hangUp();
  await turn;
  expect(clock.elapsed).toBe(0);
  expect(seen.slice(-taken.length + 1)).toEqual(taken.slice(1));
});

test('a process that loses the lock before it could read the state waits for the lock again', async () => {
  readings = [unreadable];
  const turn = take();
  await clock.flush();
  lost.abort(new Error('taken over'));
  await turn;
  expect(seen.slice(-taken.length - 2)).toEqual(['released', 'lock of state.json', ...taken]);
});

test('a process that is stopped before it could read the state releases the lock', async () => {
  readings = [unreadable];
  const turn = take();
  await clock.flush();
  const reason = new Error('SIGTERM');
  stop.abort(reason);
  await expect(turn).rejects.toBe(reason);
  expect(seen.at(-1)).toBe('released');
});
