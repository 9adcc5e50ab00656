import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lchownSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedLog } from '../../../app-host/test/recorded-log.ts';
import { temporaryFolder } from '../../../app-host/test/temporary-folder.ts';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { portFileSink } from './port-file-sink.ts';

const { signal } = new AbortController();

function setUp(onLoss: 'keep' | 'clear' = 'keep', path = join(temporaryFolder(), 'port.txt')) {
  const sink = portFileSink({ path, mode: 0o640, onLoss, log: recordedLog().log });
  const publish = (port: number) => sink.publish(keptPort({ port }), { signal });
  return { path, sink, publish };
}

test('the port file holds the digits and a newline, and has the configured mode', async () => {
  const { path, publish } = setUp();
  expect(existsSync(path)).toBe(false);
  await publish(54_321);
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
  expect(statSync(path).mode & 0o777).toBe(0o640);
});

test('a renewal of the same port does not change the port file', () => {
  const { sink } = setUp();
  expect(sink.same?.(keptPort(), keptPort({ renewAt: 1, tunnelIdentity: 'x' }))).toBe(true);
  expect(sink.same?.(keptPort(), keptPort({ port: 1 }))).toBe(false);
});

test('a port file that was changed or deleted is repaired', async () => {
  const { path, sink, publish } = setUp();
  await publish(54_321);
  const reconcile = () => sink.reconcile?.(keptPort(), { signal });
  expect(await reconcile()).toBe('in-sync');
  writeFileSync(path, '1');
  expect(await reconcile()).toBe('repaired');
  rmSync(path);
  expect(await reconcile()).toBe('repaired');
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
});

test('the port file keeps the port after a loss, or is emptied if so configured', async () => {
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

test('a huge port file is repaired and emptied without being read', async () => {
  const { path, sink, publish } = setUp('clear');
  await publish(54_321);
  truncateSync(path, 4e11);
  expect(await sink.reconcile?.(keptPort(), { signal })).toBe('repaired');
  expect(readFileSync(path, 'utf8')).toBe('54321\n');
  truncateSync(path, 4e11);
  await sink.withdraw?.({ signal });
  expect(readFileSync(path, 'utf8')).toBe('');
});

test.runIf(process.getuid?.() === 0)(
  "another user's link is refused, and its target is neither read nor changed",
  async () => {
    const { path, sink, publish } = setUp('clear');
    const secret = `${path}.secret`;
    writeFileSync(secret, 'hunter2', { mode: 0o600 });
    symlinkSync(secret, path);
    lchownSync(path, 4322, 4322);
    await expect(publish(54_321)).rejects.toThrow(`symbolic link of user 4322 to ${secret}`);
    await expect(sink.reconcile?.(keptPort(), { signal })).rejects.toThrow('symbolic link');
    await sink.withdraw?.({ signal });
    expect(readFileSync(secret, 'utf8')).toBe('hunter2');
    expect(statSync(secret).mode & 0o777).toBe(0o600);
  },
);

test('a port file that is standard output is appended to, even if that is redirected to a file', async () => {
  const folder = temporaryFolder();
  const output = join(folder, 'output');
  const script = `
    import { portFileSink } from ${JSON.stringify(import.meta.resolve('./port-file-sink.ts'))};
    const sink = portFileSink({ path: '/dev/stdout', mode: 0o644, onLoss: 'keep' });
    console.log('before');
    await sink.publish({ port: 54321 });
    console.log('after');`;
  const command = '"$0" --input-type=module --eval "$1" >> "$2"';
  execFileSync('/bin/sh', ['-c', command, process.execPath, script, output]);
  expect(readFileSync(output, 'utf8')).toBe('before\n54321\nafter\n');
});

test('a device receives the port, and is not compared, because it holds nothing', async () => {
  const { sink, publish } = setUp('keep', '/dev/null');
  await publish(54_321);
  expect(await sink.reconcile?.(keptPort(), { signal })).toBe('in-sync');
});

test('a pipe is neither read nor emptied: reading it would wait forever', async () => {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const { sink } = setUp('clear', path);
  expect(await sink.reconcile?.(keptPort(), { signal })).toBe('in-sync');
  await sink.withdraw?.({ signal });
});
