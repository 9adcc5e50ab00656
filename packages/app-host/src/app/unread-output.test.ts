import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';

const APP = fileURLToPath(new URL('../../test/example-app.ts', import.meta.url));
const CTRL_S = '\x13';
const CTRL_Q = '\x11';
/** More lines than the app's own buffer, a pipe, a terminal and a Node stream can hold together. */
const MANY_LINES = 2_000;

const env = { PATH: process.env.PATH, PIA_PASS: 'hunter2', BEHAVIOUR: 'chatter' };

interface Started {
  readonly out: Readable;
  readonly stop: () => void;
  readonly resume: () => void;
}

function piped(): Started {
  const child = spawn(process.execPath, [APP], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { stdout: out, stderr } = child;
  return {
    out,
    stop() {
      out.pause();
      stderr.pause();
    },
    resume: () => void out.resume(),
  };
}

/** Starts the app on its own terminal, which `script` creates. */
function onTerminal(stop: (keys: Writable, out: Readable) => void): Started {
  const command = `exec '${process.execPath}' '${APP}'`;
  const child = spawn('script', ['-qfc', command, '/dev/null'], {
    env: { ...env, SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => {});
  return {
    out: child.stdout,
    stop: () => stop(child.stdin, child.stdout),
    resume() {
      child.stdin.write(CTRL_Q);
      child.stdout.resume();
    },
  };
}

/** Whether the process is gone, or a zombie whose parent waits for us. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
}

const kinds = {
  'a pipe': piped,
  'a terminal stopped with Ctrl-S': () => onTerminal((keys) => void keys.write(CTRL_S)),
  'a terminal whose other end is not read': () => onTerminal((_keys, out) => void out.pause()),
};

test.each(Object.entries(kinds))(
  'an app whose output is %s goes on, says how many lines were dropped, and stops in time',
  async (_kind, start) => {
    const { out, stop, resume } = start();
    let text = '';
    out.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const port = await vi.waitFor(
      () => {
        const found = /Ready port=(\d+)/.exec(text);
        expect(found).not.toBeNull();
        return found?.[1];
      },
      { timeout: 30_000 },
    );
    const ask = async () => {
      const signal = AbortSignal.timeout(5_000);
      const reply = await fetch(`http://127.0.0.1:${port}/status`, { signal });
      return (await reply.json()) as { pid: number; lines: number };
    };
    // The app outlives its terminal: on the hangup it reads its secrets again.
    const { pid } = await ask();
    onTestFinished(() => {
      if (!hasEnded(pid)) process.kill(pid, 'SIGKILL');
    });
    const spoken = async () => {
      const { lines } = await ask();
      return vi.waitFor(
        async () => expect((await ask()).lines).toBeGreaterThan(lines + MANY_LINES),
        {
          timeout: 20_000,
          interval: 100,
        },
      );
    };
    stop();
    await spoken();
    resume();
    await vi.waitFor(() => expect(text).toMatch(/Lines were dropped .* lines=\d+/), {
      timeout: 20_000,
    });
    stop();
    await spoken();
    const begun = performance.now();
    process.kill(pid, 'SIGTERM');
    await vi.waitFor(() => expect(hasEnded(pid)).toBe(true), { timeout: 10_000, interval: 20 });
    expect(performance.now() - begun).toBeLessThan(3_000);
    resume();
    if (!out.readableEnded) await once(out, 'end');
    expect(text).not.toContain('hunter2');
  },
);
