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
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { giveFile } from './give-file.ts';

/** What is given away for a file. */
function given(file: string): readonly string[] {
  const paths: string[] = [];
  giveFile(file, { uid: 12, gid: 34 }, (descriptor, uid, gid) => {
    expect([uid, gid]).toEqual([12, 34]);
    paths.push(readlinkSync(`/proc/self/fd/${descriptor}`));
  });
  return paths;
}

test('the file and its folder, and nothing else that is in it', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'port.txt');
  expect(given(file)).toEqual([folder]);
  writeFileSync(file, '');
  writeFileSync(join(folder, 'of-somebody-else'), '');
  expect(given(file)).toEqual([folder, file]);
});

test('a missing folder is made with those above it, which are given too', () => {
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

test('neither what a link leads to nor the folder of a link', () => {
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

test('not a file that has another name', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secret'), '');
  linkSync(join(folder, 'secret'), join(folder, 'port.txt'));
  expect(given(join(folder, 'port.txt'))).toEqual([]);
});

test('a file that another user moves to the name in the meantime keeps its owner', () => {
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
      // The folder comes first; then the neighbour puts the secret in place of the file.
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

test('neither a device nor its folder, nor the root', () => {
  expect(given('/dev/null')).toEqual([]);
  expect(given('/portkeep-port.txt')).toEqual([]);
});

test('not a folder in which everybody may write, but a file in it', () => {
  const folder = join(temporaryFolder(), 'tmp');
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
  const file = join(folder, 'port.txt');
  writeFileSync(file, '');
  expect(given(file)).toEqual([file]);
});

test('what cannot be given is left to be told when it is written', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(given(join(file, 'port.txt'))).toEqual([]);
  const refuse = () => {
    throw new Error('EPERM');
  };
  expect(() => giveFile(file, { uid: 12, gid: 34 }, refuse)).not.toThrow();
});

test.runIf(process.getuid?.() === 0)("somebody else's folder only with the app's file", () => {
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
});
