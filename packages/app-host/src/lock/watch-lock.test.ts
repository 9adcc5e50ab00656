import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { askOwner } from './ask-owner.ts';
import { placeLockSocket } from './lock-socket.ts';
import { watchLock } from './watch-lock.ts';

async function place(path: string, id: string) {
  const socket = await placeLockSocket(path, id);
  if (socket === 'busy') throw new Error('Another process has the lock');
  onTestFinished(() => socket.close());
  return socket;
}

test('the owner of a lock answers with its id until it closes the lock', async () => {
  const path = join(temporaryFolder(), 'lock');
  expect(await askOwner(path)).toEqual({ kind: 'none' });
  const socket = await place(path, 'me');
  expect(await askOwner(path)).toEqual({ kind: 'owner', id: 'me' });
  expect(await placeLockSocket(path, 'other')).toBe('busy');
  socket.close();
  expect(await askOwner(path)).toEqual({ kind: 'none' });
});

test('a lock file that was deleted is put back', async () => {
  const path = join(temporaryFolder(), 'lock');
  const watched = watchLock(path, 'me', await place(path, 'me'), 20);
  onTestFinished(() => watched.release());
  rmSync(path);
  await vi.waitFor(async () => expect(await askOwner(path)).toEqual({ kind: 'owner', id: 'me' }));
  expect(watched.lost.aborted).toBe(false);
  watched.release();
  // A check under way may put it back once more, and then removes it at once.
  await vi.waitFor(async () => expect(await askOwner(path)).toEqual({ kind: 'none' }));
});

test('a lock is lost when its path leads to another process, and is left to its new owner', async () => {
  const path = join(temporaryFolder(), 'lock');
  const mine = await place(path, 'me');
  rmSync(path);
  await place(path, 'other');
  const watched = watchLock(path, 'me', mine, 20);
  await vi.waitFor(() => expect(watched.lost.aborted).toBe(true));
  watched.release();
  expect(await askOwner(path)).toEqual({ kind: 'owner', id: 'other' });
});
