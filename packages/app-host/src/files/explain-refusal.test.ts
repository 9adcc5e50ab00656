import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { explainRefusal } from './explain-refusal.ts';

/** The explanation as it appears in a message. */
function explained(path: string, error: unknown): string {
  const { why, advice } = explainRefusal(path, error);
  return `${why}; ${advice}`;
}

const user = `${process.getuid?.()}:${process.getgid?.()}`;
const denied = Object.assign(new Error('denied'), { code: 'EACCES' });

test.skipIf(process.getuid?.() !== 0)(
  'the advice for the folder of another user is the exact chown',
  () => {
    const folder = temporaryFolder();
    chownSync(folder, 1234, 1235);
    expect(explained(join(folder, 'port.txt'), denied)).toBe(
      `permission denied: ${folder} belongs to 1234:1235, this process runs as ${user}; run: chown ${user} ${folder}`,
    );
  },
);

test('the advice for a missing folder is to create it and change its owner, but not of those above it', () => {
  const folder = temporaryFolder();
  expect(explained(join(folder, 'a/b/port.txt'), denied)).toMatch(
    new RegExp(`; run: mkdir -p ${folder}/a/b && chown ${user} ${folder}/a/b$`),
  );
});

test('the advice for a closed folder of the same user is another mode, not another owner', () => {
  const folder = temporaryFolder();
  expect(explained(join(folder, 'port.txt'), denied)).toMatch(
    new RegExp(`; run: chmod u\\+rwx ${folder}$`),
  );
});

test.runIf(process.getuid?.() === 0)('a file that another user left is named', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'state.json');
  writeFileSync(file, '');
  chownSync(file, 1234, 1235);
  expect(explained(file, denied)).toBe(
    `permission denied: ${file} belongs to 1234:1235, this process runs as ${user}; run: chown ${user} ${file}`,
  );
  chownSync(folder, 1234, 1235);
  expect(explained(file, denied)).toMatch(`; run: chown ${user} ${folder} ${file}`);
});

test('a path with spaces or quotes is quoted for the shell', () => {
  const folder = join(temporaryFolder(), "it's mine");
  mkdirSync(folder);
  expect(explained(join(folder, 'x'), denied)).toMatch(/ '\S+\/it'\\''s mine'$/);
});

test('a refusal that chown cannot change is explained in words', () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  expect(explained('/config/x', error('EROFS'))).toBe(
    'the file system is read-only; mount a writable folder at /config',
  );
  expect(explained('/config/x', error('ENOSPC'))).toBe('the disk is full; free some space on it');
  expect(explained('/config/x', error('EODD'))).toBe('EODD; check the path and its disk');
});

test.each([
  ['EMFILE', 'this process has no file descriptor left; raise the limit of open files'],
  ['ENFILE', 'the system has no file descriptor left; raise the limit of open files'],
  ['ENOMEM', 'no memory is left; free some memory'],
  ['ENOBUFS', 'no memory is left; free some memory'],
])('neither the path nor the disk is blamed for %s', (code, text) => {
  const found = explained('/config/x', Object.assign(new Error('x'), { code }));
  expect(found.startsWith(text)).toBe(true);
});
