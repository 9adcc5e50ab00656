import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { acquireInstanceLock } from './acquire-instance-lock.ts';
import { type TakeOutcome, takeLock } from './take-lock.ts';

vi.mock(import('./take-lock.ts'));

const closed: TakeOutcome = { kind: 'closed', why: 'permission denied', advice: 'open it' };
const busy: TakeOutcome = { kind: 'busy' };
const unanswered: TakeOutcome = { kind: 'unanswered' };
const held: TakeOutcome = { kind: 'held', socket: { close: () => undefined } };

/** The waits of the timer, in milliseconds, and the end of the last one. */
const waits = vi.hoisted(() => ({ ms: [] as number[], end: () => {} }));
vi.mock(import('../timer.ts'), () => ({
  systemTimer: {
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        waits.ms.push(ms);
        waits.end = resolve;
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  },
}));

beforeEach(() => {
  waits.ms.length = 0;
});

/** Tries to take the lock until these outcomes are used up; each try comes a second after the last one. */
async function acquire(stateFile: string, outcomes: readonly TakeOutcome[]) {
  const left = [...outcomes];
  const stop = new AbortController();
  vi.mocked(takeLock).mockImplementation(async () => left.shift() ?? expect.fail('no more tries'));
  const waited: string[] = [];
  const warnings: string[] = [];
  const acquired = acquireInstanceLock(stateFile, {
    signal: stop.signal,
    onWaiting: ({ code, message }) => waited.push(`${code}: ${message}`),
    warn: (message) => warnings.push(message),
  });
  let hasEnded = false;
  const lock = acquired
    .catch((error: unknown) => String(error))
    .finally(() => {
      hasEnded = true;
    });
  for (let tries = 1; tries <= outcomes.length; tries += 1) {
    await vi.waitFor(() => expect(hasEnded || waits.ms.length === tries).toBe(true));
    expect(left).toHaveLength(outcomes.length - tries);
    if (tries < outcomes.length) waits.end();
  }
  expect(new Set(waits.ms)).toEqual(new Set(waits.ms.length === 0 ? [] : [1_000]));
  expect(left).toEqual([]);
  stop.abort('stopped');
  const end = await lock;
  if (typeof end !== 'string') end.release();
  return { waited, warnings, end };
}

test('a busy lock is tried again every second until it is free', async () => {
  const { waited, warnings, end } = await acquire('/x/state.json', [busy, busy, held]);
  const reason = 'STATE_IN_USE: another instance uses /x/state.json; stop one of the two';
  expect(waited).toEqual([reason, reason]);
  expect(warnings).toEqual([]);
  expect(end).toMatchObject({ guarded: true });
});

test('a lock that does not answer three times cannot be reached, and the state is used unguarded', async () => {
  const outcomes = [unanswered, busy, unanswered, unanswered];
  const { waited, warnings, end } = await acquire('/x/state.json', outcomes);
  expect(waited).toHaveLength(1);
  expect(warnings).toEqual([
    'Nothing protects /x/state.json from a second instance: its socket cannot be reached; run only one',
  ]);
  expect(end).toMatchObject({ guarded: false });
});

test('in a closed folder, a state that is missing is waited for', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const { waited, warnings, end } = await acquire(stateFile, [closed, closed]);
  const reason = `STATE_UNWRITABLE: cannot write ${stateFile}: permission denied; open it`;
  expect(waited).toEqual([reason, reason]);
  expect(warnings).toEqual([]);
  expect(end).toBe('stopped');
});

test('in a closed folder, a state that can be written is used unguarded', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  writeFileSync(stateFile, '');
  const { waited, warnings, end } = await acquire(stateFile, [closed]);
  expect(waited).toEqual([]);
  expect(warnings).toEqual([
    `Nothing protects ${stateFile} from a second instance: no lock can be made in its folder; run only one`,
  ]);
  expect(end).toMatchObject({ guarded: false });
});

test('a state in a folder that is full is waited for, although its file can be written', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  writeFileSync(stateFile, '');
  const full: TakeOutcome = { kind: 'unwritable', why: 'the disk is full', advice: 'make room' };
  const { waited, end } = await acquire(stateFile, [full]);
  expect(waited).toEqual([
    `STATE_UNWRITABLE: cannot write ${stateFile}: the disk is full; make room`,
  ]);
  expect(end).toBe('stopped');
});
