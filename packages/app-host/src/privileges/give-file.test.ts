import {
  chmodSync,
  chownSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { giveFile } from './give-file.ts';

/** The paths whose owner changes for a file. */
function given(file: string): readonly string[] {
  const paths: string[] = [];
  giveFile(file, { uid: 12, gid: 34 }, (descriptor, uid, gid) => {
    expect([uid, gid]).toEqual([12, 34]);
    paths.push(readlinkSync(`/proc/self/fd/${descriptor}`));
  });
  return paths;
}

test('the owner changes for a file and its folder, and for nothing else in the folder', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'port.txt');
  expect(given(file)).toEqual([folder]);
  writeFileSync(file, '');
  writeFileSync(join(folder, 'of-somebody-else'), '');
  expect(given(file)).toEqual([folder, file]);
});

test('a missing folder is created with those above it, and the owner changes for all of them', () => {
  const top = temporaryFolder();
  const folder = join(top, 'a', 'b');
  const umask = process.umask(0);
  try {
    expect(given(join(folder, 'port.txt'))).toEqual([folder, join(top, 'a')]);
  } finally {
    process.umask(umask);
  }
  expect(existsSync(folder)).toBe(true);
});

test('the owner changes neither for the target of a link nor for the folder of a link', () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  const link = join(folder, 'port.txt');
  symlinkSync(join(elsewhere, 'real.txt'), link);
  expect(given(link)).toEqual([]);
  symlinkSync(elsewhere, join(folder, 'sub'));
  expect(given(join(folder, 'sub', 'port.txt'))).toEqual([]);
  mkdirSync(join(elsewhere, 'deep'));
  expect(given(join(folder, 'sub', 'deep', 'port.txt'))).toEqual([]);
});

test('the owner does not change for a file with a second hard link', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secret'), '');
  linkSync(join(folder, 'secret'), join(folder, 'port.txt'));
  expect(given(join(folder, 'port.txt'))).toEqual([]);
});

test('a file that another user moves to the name at the same time keeps its owner', () => {
  const elsewhere = temporaryFolder();
  const secret = join(elsewhere, 'secret');
  const swaps: Record<string, (file: string) => void> = {
    link: (file) => symlinkSync(secret, file),
    'second name': (file) => linkSync(secret, file),
  };
  for (const [kind, swap] of Object.entries(swaps)) {
    const folder = temporaryFolder();
    const file = join(folder, 'port.txt');
    writeFileSync(file, '');
    writeFileSync(secret, 'private');
    const { ino } = statSync(secret);
    const changed: number[] = [];
    giveFile(file, { uid: 12, gid: 34 }, (descriptor) => {
      // The folder comes first; then the other user replaces the file with the secret.
      if (changed.length === 0) {
        renameSync(file, `${file}.old`);
        swap(file);
      }
      changed.push(fstatSync(descriptor).ino);
    });
    expect(changed, kind).toHaveLength(2);
    expect(changed, kind).not.toContain(ino);
  }
});

test('the owner changes neither for a device nor for its folder, nor for the root', () => {
  expect(given('/dev/null')).toEqual([]);
  expect(given('/portkeep-port.txt')).toEqual([]);
});

test('the owner does not change for a world-writable folder, but for a file in it', () => {
  const folder = join(temporaryFolder(), 'tmp');
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
  const file = join(folder, 'port.txt');
  writeFileSync(file, '');
  expect(given(file)).toEqual([file]);
});

test('a file whose owner cannot be changed is reported only when it is written', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(given(join(file, 'port.txt'))).toEqual([]);
  const refuse = () => {
    throw new Error('EPERM');
  };
  expect(() => giveFile(file, { uid: 12, gid: 34 }, refuse)).not.toThrow();
});

test.runIf(process.getuid?.() === 0)(
  "the owner of another user's folder changes only if the app's file is in it",
  () => {
    const folder = temporaryFolder();
    const file = join(folder, 'port.txt');
    chownSync(folder, 1001, 1001);
    expect(given(file)).toEqual([]);
    writeFileSync(file, '');
    expect(given(file)).toEqual([file]);
    chownSync(file, 1002, 1002);
    expect(given(file)).toEqual([]);
    chownSync(file, 1001, 1001);
    expect(given(file)).toEqual([folder, file]);
  },
);
