import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { jsonStateFile } from './json-state-file.ts';
import { temporaryPath } from './temporary-path.ts';

const schema = v.object({ port: v.number(), token: v.string() });

function setUp() {
  const path = join(temporaryFolder(), 'state.json');
  const { log, lines } = recordedLog();
  return { path, lines, file: jsonStateFile({ path, schema, log }) };
}

test('a saved state is loaded again, and only its owner can read the file', async () => {
  const { path, file } = setUp();
  expect(await file.load()).toBeUndefined();
  await file.save({ port: 1, token: 't' });
  expect(await file.load()).toEqual({ port: 1, token: 't' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.each(['{"port": 1, "tok', '{"port": "hunter2", "token": "hunter2"}', '[]', 'hunter2'])(
  'a state file that holds %j is set aside and reported without its content',
  async (content) => {
    const { path, lines, file } = setUp();
    writeFileSync(path, content);
    expect(await file.load()).toBeUndefined();
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.unusable`, 'utf8')).toBe(content);
    expect(lines.join()).toContain(`renamed to ${path}.unusable`);
    expect(lines.join()).not.toContain('hunter2');
  },
);

test('an empty state file means that there is no state yet', async () => {
  const { path, lines, file } = setUp();
  writeFileSync(path, '');
  expect(await file.load()).toBeUndefined();
  expect(lines).toEqual([]);
});

test('a state file that cannot be read is an error, because overwriting it would lose the state', async () => {
  const { path, file } = setUp();
  mkdirSync(path);
  await expect(file.load()).rejects.toMatchObject({ name: 'FileError', code: 'EISDIR' });
});

test('a huge state file is set aside without being read', async () => {
  const { path, lines, file } = setUp();
  writeFileSync(path, '{"port": 1, "token": "t"}');
  truncateSync(path, 3e11);
  expect(await file.load()).toBeUndefined();
  expect(statSync(`${path}.unusable`).size).toBe(3e11);
  expect(lines.join()).toContain('is not a state this version can use (300000000000 bytes)');
});

test('a pipe or a device is an error at once, and the state is never written to it', async () => {
  const { path, file } = setUp();
  execFileSync('mkfifo', [path]);
  // With a reader, because a write to a pipe without one would be refused anyway.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  onTestFinished(() => closeSync(reader));
  const refused = `${path}: it is a pipe and not a file; remove it, or set another path`;
  await expect(file.load()).rejects.toThrow(`Cannot read ${refused}`);
  const writing = file.save({ port: 1, token: 't' });
  await expect(writing).rejects.toThrow(`Cannot write ${path}: it is a device or a pipe`);
  const { log } = recordedLog();
  const device = jsonStateFile({ path: '/dev/null', schema, log });
  await expect(device.load()).rejects.toThrow('it is a device and not a file');
});

test('loading the state removes the leftovers of a killed write', async () => {
  const { path, file } = setUp();
  writeFileSync(temporaryPath(path), 'torn');
  await file.load();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});
