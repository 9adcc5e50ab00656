import { execFileSync } from 'node:child_process';
import { lchownSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, onTestFinished, test } from 'vitest';
import { readSmallFile } from './read-small-file.ts';

test('a small file up to the limit is read, and a missing one is reported as missing', async () => {
  const path = join(temporaryFolder(), 'file');
  expect(await readSmallFile(path, 5)).toEqual({ kind: 'missing' });
  writeFileSync(path, '12345');
  expect(await readSmallFile(path, 5)).toEqual({ kind: 'text', text: '12345' });
  expect(await readSmallFile(path, 4)).toEqual({ kind: 'too-large', bytes: 5 });
});

test('a file of 1 TiB is not read at all', async () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  truncateSync(path, 1024 ** 4);
  expect(await readSmallFile(path, 1_000)).toEqual({ kind: 'too-large', bytes: 1024 ** 4 });
});

test('a file that claims to be empty is read up to the limit', async () => {
  expect(await readSmallFile('/proc/self/maps', 100)).toEqual({ kind: 'too-large', bytes: 101 });
});

test('a pipe, a socket, a device, a terminal or a descriptor is refused at once', async () => {
  const folder = temporaryFolder();
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const socket = join(folder, 'socket');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => void server.close());
  const links = [pipe, '/dev/zero'].map((target, i) => {
    symlinkSync(target, join(folder, `link${i}`));
    return join(folder, `link${i}`);
  });
  for (const path of [pipe, socket, '/dev/zero', '/dev/tty', '/dev/stdin', ...links]) {
    await expect(readSmallFile(path, 100), path).rejects.toThrow('not a file');
  }
});

test('a folder in place of a file fails with the error of the system', async () => {
  const folder = join(temporaryFolder(), 'folder');
  mkdirSync(folder);
  await expect(readSmallFile(folder, 100)).rejects.toMatchObject({ code: 'EISDIR' });
});

test.runIf(process.getuid?.() === 0)("nothing is read through another user's link", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'secret'), 'hunter2');
  const link = join(folder, 'link');
  symlinkSync('secret', link);
  expect(await readSmallFile(link, 100)).toMatchObject({ kind: 'text' });
  lchownSync(link, 4322, 4322);
  await expect(readSmallFile(link, 100)).rejects.toThrow('symbolic link of user 4322');
});
