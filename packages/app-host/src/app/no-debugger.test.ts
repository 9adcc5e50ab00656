import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';

const APP = fileURLToPath(new URL('../../test/example-app.ts', import.meta.url));

test('SIGUSR1 does not open the debugger, which would expose passwords', async () => {
  const child = spawn(process.execPath, ['--inspect-port=0', APP], {
    env: { PATH: process.env.PATH, PIA_PASS: 'hunter2' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    output.out += text;
  });
  child.stderr.on('data', (text) => {
    output.err += text;
  });
  const says = (text: string) =>
    vi.waitFor(() => expect(output.out).toContain(text), { timeout: 30_000, interval: 10 });
  await says('Ready');
  child.kill('SIGUSR1');
  // The signal has taken effect before the next one arrives.
  child.kill('SIGHUP');
  await says('Hung up');
  child.kill('SIGTERM');
  await once(child, 'close');
  expect(output.err).toBe('');
});
