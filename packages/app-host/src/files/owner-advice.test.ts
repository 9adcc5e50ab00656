import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { ownerAdvice } from './owner-advice.ts';

const user = `${process.getuid?.()}:${process.getgid?.()}`;
const denied = Object.assign(new Error('denied'), { code: 'EACCES' });

test('the exact chown of the nearest existing folder is told', () => {
  const folder = temporaryFolder();
  if (process.getuid?.() === 0) chownSync(folder, 1234, 1235);
  const owner = process.getuid?.() === 0 ? '1234:1235' : user;
  expect(ownerAdvice(join(folder, 'a/b/port.txt'), denied)).toBe(
    `permission denied: ${folder} belongs to ${owner}, this process runs as ${user}; run: chown ${user} ${folder}`,
  );
});

test('a path with blanks or quotes is quoted for the shell', () => {
  const folder = join(temporaryFolder(), "it's mine");
  mkdirSync(folder);
  expect(ownerAdvice(join(folder, 'x'), denied)).toMatch(/ '\S+\/it'\\''s mine'$/);
});

test('what chown cannot help is told in words', () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  expect(ownerAdvice('/config/x', error('EROFS'))).toBe(
    'the file system is read-only; mount a writable folder at /config',
  );
  expect(ownerAdvice('/config/x', error('ENOSPC'))).toBe('the disk is full');
  expect(ownerAdvice('/config/x', error('EODD'))).toBe('EODD');
});
