import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { writeTarget } from './write-target.ts';

test('the target of a write is where the links lead', async () => {
  const folder = realpathSync(temporaryFolder());
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('file', join(folder, 'link'));
  expect(await writeTarget(join(folder, 'link'))).toEqual({
    path: join(folder, 'file'),
    kind: 'file',
  });
});

test('the target of a dangling link is where the file will be', async () => {
  const folder = realpathSync(temporaryFolder());
  mkdirSync(join(folder, 'sub'));
  symlinkSync('second', join(folder, 'first'));
  symlinkSync('sub/file', join(folder, 'second'));
  const path = join(folder, 'sub', 'file');
  expect(await writeTarget(join(folder, 'first'))).toEqual({ path, kind: 'missing' });
});

test('a pipe without a path, as /dev/stdout may be, does not count as a missing file', () => {
  const script = `
    import { writeTarget } from ${JSON.stringify(new URL('write-target.ts', import.meta.url))};
    console.log(JSON.stringify(await writeTarget('/dev/stdout')));`;
  const told = execFileSync(
    '/bin/sh',
    ['-c', '"$0" --input-type=module --eval "$1" | cat', process.execPath, script],
    { encoding: 'utf8' },
  );
  expect(JSON.parse(told)).toEqual({
    path: expect.stringMatching(/^\/proc\/\d+\/fd\/1$/),
    kind: 'special',
  });
});
