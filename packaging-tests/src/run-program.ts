import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repository } from './published.ts';

const installed = (name: string) => join(repository, 'node_modules', '.bin', name);

const RUNTIMES = {
  node: [process.execPath],
  deno: [
    installed('deno'),
    ...['run', '--quiet', '--no-prompt', '--no-config', '--cached-only'],
    ...['--node-modules-dir=manual', '--allow-net=127.0.0.1', '--allow-read', '--allow-env'],
  ],
  bun: [installed('bun'), 'run', '--no-install'],
} as const;

/** What programs are run with. */
export type Runtime = keyof typeof RUNTIMES;

/** Runs a program in its folder. Resolves with what it printed; rejects when it failed. */
export async function runProgram(runtime: Runtime, path: string): Promise<string> {
  const [command, ...args] = RUNTIMES[runtime];
  const child = spawn(command, [...args, basename(path)], {
    cwd: dirname(path),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [printed, complaints, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status === 0) return printed;
  throw new Error(`${runtime} ended with ${status}:\n${printed}${complaints}`);
}
