import type { PathLike } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { askOwner } from './ask-owner.ts';
import { placeLockSocket } from './lock-socket.ts';

let clearedBefore: 'renameSync' | undefined;

vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const clear = (step: typeof clearedBefore, path: PathLike) => {
    if (step === clearedBefore) fs.rmSync(path);
  };
  return {
    ...fs,
    renameSync(from, to) {
      clear('renameSync', from);
      fs.renameSync(from, to);
    },
  };
});

async function placeMany(path: string, ids: readonly string[]) {
  const placed = await Promise.all(
    ids.map(async (id) => ({ id, socket: await placeLockSocket(path, id) })),
  );
  onTestFinished(() => {
    for (const { socket } of placed) if (socket !== 'busy') socket.close();
  });
  return placed;
}

test('a process whose lock socket was replaced leaves the new file alone when it gives up', async () => {
  const path = join(temporaryFolder(), 'state.json.lock');
  // All check at the same moment and find the lock free, so each places its socket.
  const placed = await placeMany(path, ['a', 'b', 'c', 'd']);
  const owner = await askOwner(path);
  const others = placed.filter(({ id }) => owner.kind === 'owner' && id !== owner.id);
  expect(others).toHaveLength(3);
  expect(others.some(({ socket }) => socket !== 'busy')).toBe(true);
  for (const { socket } of others) if (socket !== 'busy') socket.close();
  expect(await askOwner(path)).toEqual(owner);
});

test('an instance finds the lock busy if the new owner removed its temporary socket', async () => {
  const path = join(temporaryFolder(), 'state.json.lock');
  clearedBefore = 'renameSync';
  onTestFinished(() => {
    clearedBefore = undefined;
  });
  expect(await placeLockSocket(path, 'late')).toBe('busy');
});
