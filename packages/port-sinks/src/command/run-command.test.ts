import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@portkeep/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test, vi } from 'vitest';
import { runCommand } from './run-command.ts';

function run(script: string, changes: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const { log, lines } = recordedLog();
  const done = runCommand({
    command: ['/bin/sh', '-c', script],
    environment: { PATH: process.env.PATH, GREETING: 'hello' },
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    log,
    name: 'hook',
    ...changes,
  });
  return { done, lines };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie, killed but not yet waited for, counts as dead.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

test('the output of a command is logged, and its environment is only the one it was given', async () => {
  const { done, lines } = run('echo "$GREETING"; echo "home=$HOME" >&2');
  await done;
  await vi.waitFor(() => expect(lines.sort()).toEqual(['INFO hook: hello', 'INFO hook: home=']));
});

test('a command that reads its standard input finds it empty instead of waiting', async () => {
  const { done, lines } = run('cat; readlink /proc/$$/fd/0');
  await done;
  await vi.waitFor(() => expect(lines).toEqual(['INFO hook: /dev/null']));
});

test('an exit code other than 0 and a signal are failures of the command', async () => {
  await expect(run('exit 3').done).rejects.toMatchObject({
    code: 'HOOK_FAILED',
    message: 'The hook ended with exit code 3; see what it printed, in the log',
  });
  await expect(run('kill -9 $$').done).rejects.toThrow('The hook was ended by SIGKILL');
});

test('the error for a missing program names it', async () => {
  const { log } = recordedLog();
  const { signal } = new AbortController();
  const options = { environment: {}, signal, timeoutMs: 1_000, log, name: 'hook' };
  const command = ['/nowhere/hook', 'argument'] as const;
  await expect(runCommand({ ...options, command })).rejects.toMatchObject({
    code: 'HOOK_NOT_STARTED',
    message:
      'Cannot start the hook: /nowhere/hook: it does not exist; check the path, and that it is mounted into the container',
  });
});

test.each([
  ['#!/bin/sh\r\ntrue\r\n', 0o755, 'HOOK_NOT_STARTED', 'CR LF'],
  ['#!/nowhere/bash\n', 0o755, 'HOOK_NOT_STARTED', 'names /nowhere/bash'],
  ['#!/bin/sh\n', 0o644, 'HOOK_NOT_STARTED', 'chmod +x'],
  ['#!/usr/bin/env nowhere-bash\n', 0o755, 'HOOK_FAILED', 'names nowhere-bash'],
])(
  'the error says why the script %j with mode %o cannot run',
  async (content, mode, code, reason) => {
    const { log } = recordedLog();
    const file = join(temporaryFolder(), 'hook');
    writeFileSync(file, content);
    chmodSync(file, mode);
    const { signal } = new AbortController();
    const environment = { PATH: process.env.PATH };
    const options = { environment, signal, timeoutMs: 20_000, log, name: 'hook' };
    const failure = { code, message: expect.stringContaining(reason) };
    await expect(runCommand({ ...options, command: [file] })).rejects.toMatchObject(failure);
    const shell = ['/bin/sh', '-c', file] as const;
    const ended = { code: 'HOOK_FAILED', message: expect.stringContaining(reason) };
    await expect(runCommand({ ...options, command: shell })).rejects.toMatchObject(ended);
  },
);

test('a command that cannot start for lack of a file descriptor fails like any other', () => {
  const module = JSON.stringify(new URL('run-command.ts', import.meta.url));
  const script = `
    import { openSync } from 'node:fs';
    import { runCommand } from ${module};
    const { signal } = new AbortController();
    process.getBuiltinModule('node:child_process');
    try { for (;;) openSync('/dev/null'); } catch {}
    const options = { environment: {}, signal, timeoutMs: 9_999, log: console, name: 'hook' };
    await runCommand({ ...options, command: ['/bin/true'] }).catch((error) => console.log(error.code));`;
  const limited = ['-c', 'ulimit -n 64; exec "$0" --input-type=module --eval "$1"'];
  const told = execFileSync('/bin/sh', [...limited, process.execPath, script], {
    encoding: 'utf8',
  });
  expect(told).toBe('HOOK_NOT_STARTED\n');
});

test('when the time limit is reached, the whole process group of the command is killed', async () => {
  const pids = join(temporaryFolder(), 'pids');
  const script = `trap '' TERM; sh -c 'trap "" TERM; echo $$ > ${pids}; exec sleep 300' & wait; wait`;
  const { done } = run(script, { timeoutMs: 1_500 });
  await expect(done).rejects.toThrow(
    expect.objectContaining({
      code: 'HOOK_TIMEOUT',
      message: 'The hook took longer than 1.5 s and was killed; move long work into the background',
    }),
  );
  expect(existsSync(pids)).toBe(true);
  const pid = Number(readFileSync(pids, 'utf8'));
  await vi.waitFor(() => expect(alive(pid)).toBe(false));
});

test('an abort asks the command to stop and rejects with the reason', async () => {
  const controller = new AbortController();
  const file = join(temporaryFolder(), 'stopped');
  const script = `trap 'touch ${file}; exit' TERM; echo ready; sleep 300 & wait`;
  const { done, lines } = run(script, { signal: controller.signal });
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(done).rejects.toBe(reason);
  await vi.waitFor(() => expect(existsSync(file)).toBe(true));
  await expect(run('true', { signal: controller.signal }).done).rejects.toBe(reason);
});

test('a process left in the background does not delay the end of the command', async () => {
  const begun = performance.now();
  await run('sleep 60 & echo started').done;
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test('a command that ignores SIGTERM does not outlive an app that exits at once', async () => {
  const script = `
    import { runCommand } from ${JSON.stringify(new URL('./run-command.ts', import.meta.url).href)};
    const stop = new AbortController();
    const log = { debug() {}, warn() {}, error() {}, info: (line) => {
      console.log(line);
      stop.abort();
    } };
    const command = ['/bin/sh', '-c', 'trap "" TERM; echo $$; while :; do sleep 1; done'];
    const options = { command, environment: process.env, signal: stop.signal, timeoutMs: 60000, log, name: 'hook' };
    await runCommand(options).catch(() => undefined);
    process.exit(0);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    script,
  ]);
  const pid = Number(/hook: (\d+)/.exec(stdout)?.[1]);
  expect(pid).toBeGreaterThan(1);
  await vi.waitFor(() => expect(alive(pid)).toBe(false), 10_000);
});
