import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asUser } from '@portkeep/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { acquireInstanceLock } from './acquire-instance-lock.ts';

const HOLDER = fileURLToPath(new URL('../../test/lock-holder.ts', import.meta.url));
const root = process.getuid?.() === 0;

interface Holder {
  readonly child: ChildProcess;
  readonly lines: string[];
  says(line: string): Promise<void>;
}

function start(stateFile: string, wrapper: readonly string[] = []): Holder {
  const [program = process.execPath, ...words] = [...wrapper, process.execPath, HOLDER, stateFile];
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.trim().split('\n'));
  });
  const says = (line: string) =>
    vi.waitFor(() => expect(lines).toContain(line), { timeout: 15_000, interval: 20 });
  return { child, lines, says };
}

async function takenOver(first: Holder, second: Holder, end: () => void): Promise<number> {
  const begun = performance.now();
  end();
  await Promise.all([second.says('held'), once(first.child, 'exit')]);
  return performance.now() - begun;
}

test('a second instance waits, and takes over within 5 s when the first is killed', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const first = start(stateFile);
  await first.says('held');
  const second = start(stateFile);
  await second.says(`waiting: another instance uses ${stateFile}`);
  expect(second.lines).not.toContain('held');
  expect(await takenOver(first, second, () => first.child.kill('SIGKILL'))).toBeLessThan(5_000);
}, 40_000);

test('a released lock leaves no file behind and is free at once', async () => {
  const folder = temporaryFolder();
  const stateFile = join(folder, 'state.json');
  const first = start(stateFile);
  await first.says('held');
  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  expect(readdirSync(folder)).toEqual([]);
  await start(stateFile).says('held');
}, 40_000);

test('exactly one of several instances that start at once holds the lock', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const holders = Array.from({ length: 4 }, () => start(stateFile));
  const waiting = `waiting: another instance uses ${stateFile}`;
  await vi.waitFor(
    () => {
      // On a slow machine, the one that holds it may have waited first.
      const last = holders.map(({ lines }) => lines.at(-1)).sort();
      expect(last).toEqual(['held', waiting, waiting, waiting]);
    },
    { timeout: 20_000 },
  );
}, 40_000);

test('an owner is notified when another instance takes its lock file', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const first = start(stateFile);
  await first.says('held');
  rmSync(`${stateFile}.lock`);
  const second = start(stateFile);
  // Either the first puts its file back in time, or the second has it and the first is notified.
  await vi.waitFor(() => expect(second.lines.length).toBeGreaterThan(0), { timeout: 15_000 });
  if (second.lines[0] === 'held') await first.says('lost');
  else expect(second.lines[0]).toMatch(/^waiting/);
}, 40_000);

test('an owner that is stopped but alive keeps its lock', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  const first = start(stateFile);
  await first.says('held');
  first.child.kill('SIGSTOP');
  const second = start(stateFile);
  await second.says(`waiting: another instance uses ${stateFile}`);
  expect(second.lines).not.toContain('held');
}, 40_000);

test.runIf(root)(
  'the lock works across pid and network namespaces',
  async () => {
    const stateFile = join(temporaryFolder(), 'state.json');
    const isolated = ['unshare', '--pid', '--net', '--fork', '--kill-child'];
    const first = start(stateFile, isolated);
    await first.says('held');
    const second = start(stateFile, isolated);
    await second.says(`waiting: another instance uses ${stateFile}`);
    expect(await takenOver(first, second, () => first.child.kill('SIGKILL'))).toBeLessThan(5_000);
  },
  40_000,
);

test.runIf(root)(
  'instances of different users see each other and take over',
  async () => {
    const folder = temporaryFolder();
    execFileSync('chmod', ['0777', folder]);
    const stateFile = join(folder, 'state.json');
    const first = start(stateFile);
    await first.says('held');
    const other = start(stateFile, asUser(4322, 4321));
    await other.says(`waiting: another instance uses ${stateFile}`);
    const ms = await takenOver(first, other, () => first.child.kill('SIGKILL'));
    expect(ms).toBeLessThan(5_000);
  },
  40_000,
);

test('the lock also works with a path that is too long for a socket', async () => {
  const folder = join(temporaryFolder(), 'x'.repeat(150));
  mkdirSync(folder);
  const stateFile = join(folder, 'state.json');
  const first = start(stateFile);
  await first.says('held');
  expect(existsSync(`${stateFile}.lock`)).toBe(true);
  await start(stateFile).says(`waiting: another instance uses ${stateFile}`);
}, 40_000);

test('an unwritable folder is reported and waited for, and an abort ends the wait', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const controller = new AbortController();
  const reason = new Error('enough');
  const waited: string[] = [];
  const lock = acquireInstanceLock(join(file, 'state.json'), {
    signal: controller.signal,
    onWaiting: ({ code, message }) => {
      waited.push(code, message);
      controller.abort(reason);
    },
    warn: () => {},
  });
  await expect(lock).rejects.toBe(reason);
  expect(waited).toEqual([
    'STATE_UNWRITABLE',
    `cannot write ${file}/state.json: a file is in the way of its folder; remove that file, or correct the path`,
  ]);
});

test.runIf(root)(
  'a writable state in a closed folder is used without a lock',
  async () => {
    const folder = temporaryFolder();
    execFileSync('chmod', ['0755', folder]);
    const stateFile = join(folder, 'state.json');
    const user = asUser(4322, 4321);
    const early = start(stateFile, user);
    const told = `waiting: cannot write ${stateFile}: permission denied`;
    await vi.waitFor(() => expect(early.lines.join('\n')).toContain(told), { timeout: 15_000 });
    writeFileSync(stateFile, '');
    execFileSync('chown', ['4322', stateFile]);
    await early.says('held');
    expect(early.lines).toContain(
      `warning: Nothing protects ${stateFile} from a second instance: no lock can be made in its folder; run only one`,
    );
    early.child.kill('SIGKILL');
    await start(stateFile).says('held');
    await start(stateFile, user).says(`waiting: another instance uses ${stateFile}`);
  },
  40_000,
);

test('if the folder supports no sockets, a warning says that the state is unguarded', async () => {
  const stateFile = join(temporaryFolder(), 'state.json');
  mkdirSync(`${stateFile}.lock`);
  const warn = vi.fn();
  const { signal } = new AbortController();
  const lock = await acquireInstanceLock(stateFile, { signal, onWaiting: () => {}, warn });
  expect(lock.guarded).toBe(false);
  expect(warn.mock.calls).toEqual([[expect.stringContaining(`Nothing protects ${stateFile}`)]]);
  lock.release();
});
