import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { writeFileAtomically } from './write-file-atomically.ts';
import { writeInPlace } from './write-in-place.ts';

/** What was done to the disk, in order. */
const steps = vi.hoisted<string[]>(() => []);

vi.mock(import('node:fs/promises'), async (original) => {
  const fs = await original();
  return {
    ...fs,
    async open(path, flags, mode) {
      const file = await fs.open(path, flags, mode);
      const name = flags === 'wx' ? 'temporary file' : basename(String(path));
      const { sync, writeFile } = file;
      file.writeFile = async (...args) => {
        await Reflect.apply(writeFile, file, args);
        steps.push(`write the ${name}`);
      };
      file.sync = async () => {
        await Reflect.apply(sync, file, []);
        steps.push(`sync the ${name}`);
      };
      return file;
    },
    async rename(from, to) {
      await fs.rename(from, to);
      steps.push(`rename to ${basename(String(to))}`);
    },
  };
});

beforeEach(() => {
  steps.length = 0;
});

test('a file is on the disk before it gets its name, and the name before the write is reported', async () => {
  const path = join(temporaryFolder(), 'state.json');
  await writeFileAtomically(path, 'the claim', { mode: 0o600 });
  expect(steps).toEqual([
    'write the temporary file',
    'sync the temporary file',
    'rename to state.json',
    `sync the ${basename(dirname(path))}`,
  ]);
  expect(readFileSync(path, 'utf8')).toBe('the claim');
});

test('a file that is written in place is on the disk before the write is reported', async () => {
  const path = join(temporaryFolder(), 'state.json');
  writeFileSync(path, 'a longer text from before');
  await writeInPlace(path, 'the claim', { isPrivate: false, mode: 0o600 });
  expect(steps).toEqual(['write the state.json', 'sync the state.json']);
  expect(readFileSync(path, 'utf8')).toBe('the claim');
});
