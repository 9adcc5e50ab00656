import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';

const APP = fileURLToPath(new URL('../../test/example-app.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  if (process.env.REQUIRE_REAL === '1') throw new Error('Only root can make a pid namespace');
  console.warn('\n!!! SKIPPED: only root can make a pid namespace\n');
}

/** An app with a thread that opens a pipe without a writer, which blocks forever. */
function startHanging(wrapper: readonly string[] = [], environment: Record<string, string> = {}) {
  const PIPE = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [PIPE]);
  const [program = '', ...words] = [...wrapper, process.execPath, APP];
  const child = spawn(program, words, {
    env: {
      PATH: process.env.PATH,
      PIA_PASS: 'x',
      BEHAVIOUR: 'hang on a thread',
      PIPE,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const says = (text: string) =>
    vi.waitFor(() => expect(out).toContain(text), { timeout: 30_000, interval: 10 });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, out }));
  return { child, says, ended };
}

test('an app with a hanging thread ends within a second of SIGTERM, by SIGKILL', async () => {
  const { child, says, ended } = startHanging();
  await says('Ready');
  const begun = performance.now();
  child.kill('SIGTERM');
  const { code, signal, out } = await ended;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  expect(out).toContain('A disk or a lookup does not answer; ended by SIGKILL');
  expect(out).toContain('Stopped by SIGTERM');
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('an app with a hanging thread ends at once on a second signal', async () => {
  const { child, says, ended } = startHanging();
  await says('Ready');
  child.kill('SIGTERM');
  child.kill('SIGINT');
  expect((await ended).signal).toBe('SIGKILL');
});

test('an app that gives up while a thread hangs still obeys SIGTERM', async () => {
  const { child, says, ended } = startHanging([], { EXAMPLE_PORT: '2' });
  await says('Given up');
  child.kill('SIGTERM');
  expect((await ended).signal).toBe('SIGKILL');
});

test.runIf(isRoot)(
  'the first process of a container, which cannot kill itself, also ends within a second',
  async () => {
    const isolated = ['unshare', '--pid', '--fork', '--kill-child'];
    const { child, says, ended } = startHanging(isolated);
    await says('Ready');
    const [app = ''] = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' }).split(
      '\n',
    );
    process.kill(Number(app), 'SIGTERM');
    expect(await ended).toMatchObject({ code: 137, signal: null });
  },
);
