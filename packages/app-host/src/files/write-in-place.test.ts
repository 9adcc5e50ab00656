import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { writeInPlace } from './write-in-place.ts';
import { writeTarget } from './write-target.ts';

test('a file written in place keeps its inode and mode, and nothing of the old text', async () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, 'a much longer old text');
  chmodSync(path, 0o640);
  const before = statSync(path);
  expect(await writeInPlace(path, 'new', { isPrivate: false, mode: 0o640 })).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect([statSync(path).ino, statSync(path).mode]).toEqual([before.ino, before.mode]);
});

test('a mode other than the wanted one is kept and reported', async () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, 'old');
  chmodSync(path, 0o640);
  expect(await writeInPlace(path, 'new', { isPrivate: true, mode: 0o600 })).toMatchObject({
    problem: expect.stringContaining('has the mode 0640 and not 0600'),
  });
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a pipe without a reader is an error, not an endless wait', async () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  expect(await writeTarget(path)).toEqual({ path, kind: 'special' });
  await expect(writeInPlace(path, 'x', { isPrivate: false, mode: 0o644 })).rejects.toMatchObject({
    code: 'ENXIO',
  });
});

test('a missing file is not created when writing in place', async () => {
  const path = join(temporaryFolder(), 'file');
  expect(await writeTarget(path)).toEqual({ path, kind: 'missing' });
  await expect(writeInPlace(path, 'x', { isPrivate: false, mode: 0o644 })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test.runIf(process.getuid?.() === 0)(
  "private text is not written into another user's file",
  async () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, 'old');
    chownSync(path, 4322, 4322);
    const writing = writeInPlace(path, 'new', { isPrivate: true, mode: 0o644 });
    await expect(writing).rejects.toThrow(
      'it belongs to user 4322, who could read what is private',
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    await writeInPlace(path, 'new', { isPrivate: false, mode: 0o644 });
    expect(readFileSync(path, 'utf8')).toBe('new');
  },
);
