import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { placeLockSocket } from './lock-socket.ts';
import { takeLock } from './take-lock.ts';

async function hold(path: string, id: string) {
  const outcome = await takeLock(path, id);
  if (outcome.kind === 'held') onTestFinished(() => outcome.socket.close());
  return outcome;
}

test('a free lock is held, also in a folder that has to be made, and is busy for another process', async () => {
  const path = join(temporaryFolder(), 'new', 'lock');
  expect(await hold(path, 'me')).toMatchObject({ kind: 'held' });
  expect(await takeLock(path, 'other')).toEqual({ kind: 'busy' });
});

test('a lock whose file disappears while it is taken is unanswered, and is not held', async () => {
  const path = join(temporaryFolder(), 'lock');
  const outcome = takeLock(path, 'me');
  await vi.waitFor(() => expect(existsSync(path)).toBe(true), { interval: 5 });
  rmSync(path);
  expect(await outcome).toEqual({ kind: 'unanswered' });
});

test('a lock that another process takes at the same moment is busy, and is left to it', async () => {
  const path = join(temporaryFolder(), 'lock');
  const outcome = takeLock(path, 'me');
  await vi.waitFor(() => expect(existsSync(path)).toBe(true), { interval: 5 });
  rmSync(path);
  const other = await placeLockSocket(path, 'other');
  if (other === 'busy') expect.fail('the file was removed');
  onTestFinished(() => other.close());
  expect(await outcome).toEqual({ kind: 'busy' });
  expect(existsSync(path)).toBe(true);
});

test('a folder that cannot be made is closed, and the outcome says why', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await takeLock(join(file, 'lock'), 'me')).toMatchObject({
    kind: 'closed',
    why: expect.stringContaining('a file is in the way'),
  });
});

test('a folder at the place of the lock means that sockets are not supported there', async () => {
  const path = join(temporaryFolder(), 'lock');
  mkdirSync(path);
  expect(await takeLock(path, 'me')).toEqual({
    kind: 'unsupported',
    why: expect.stringMatching(/^the folder takes no sockets \([A-Z]+\)$/),
  });
});
