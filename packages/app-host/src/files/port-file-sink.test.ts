import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { announcement } from '../../test/announcement.ts';
import { recordedLog } from '../../test/recorded-log.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { portFileSink } from './port-file-sink.ts';

const { signal } = new AbortController();

function setUp(onLoss: 'keep' | 'clear' = 'keep', path = join(temporaryFolder(), 'port.txt')) {
  const sink = portFileSink({ path, mode: 0o640, onLoss, log: recordedLog().log });
  const publish = (port: number) => sink.publish(announcement({ port }), { signal });
  return { path, sink, publish };
}

test('the file holds the digits and a newline, with its mode', async () => {
  const { path, publish } = setUp();
  expect(existsSync(path)).toBe(false);
  await publish(54_321);
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a renewal of the same port changes nothing', () => {
  const { sink } = setUp();
  expect(sink.same?.(announcement(), announcement({ renewAt: 1, binding: 'x' }))).toBe(true);
  expect(sink.same?.(announcement(), announcement({ port: 1 }))).toBe(false);
});

test('a file that was changed or deleted is repaired', async () => {
  const { path, sink, publish } = setUp();
  await publish(54_321);
  const reconcile = () => sink.reconcile?.(announcement(), { signal });
  expect(await reconcile()).toBe('in-sync');
  writeFileSync(path, '1');
  expect(await reconcile()).toBe('repaired');
  rmSync(path);
  expect(await reconcile()).toBe('repaired');
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
});

test('on loss the port is kept, or cleared where asked', async () => {
  const keep = setUp();
  await keep.publish(1);
  expect(keep.sink.withdraw).toBeUndefined();
  expect(readFileSync(keep.path, 'utf8')).toBe('1\n');
  const clear = setUp('clear');
  await clear.sink.withdraw?.({ signal });
  expect(existsSync(clear.path)).toBe(false);
  await clear.publish(1);
  await clear.sink.withdraw?.({ signal });
  expect(readFileSync(clear.path, 'utf8')).toBe('');
});

test('a device is told the port, and holds nothing that could be compared', async () => {
  const { sink, publish } = setUp('keep', '/dev/null');
  await publish(54_321);
  expect(await sink.reconcile?.(announcement(), { signal })).toBe('in-sync');
});

test('a pipe is neither read nor emptied: whoever reads it would wait for ever', async () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const { sink } = setUp('clear', path);
  expect(await sink.reconcile?.(announcement(), { signal })).toBe('in-sync');
  await sink.withdraw?.({ signal });
});
