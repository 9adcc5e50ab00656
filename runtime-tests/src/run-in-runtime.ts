import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const installed = (name: string) => here(`../../node_modules/.bin/${name}`);

/** Deno gets what the clients need and no more: the addresses of the tests, all on this machine. */
const DENO: readonly string[] = [
  installed('deno'),
  'run',
  '--no-prompt',
  '--cached-only',
  '--allow-sys',
  '--allow-env=NODE_USE_SYSTEM_CA,NODE_EXTRA_CA_CERTS,NODE_TLS_REJECT_UNAUTHORIZED',
  `--allow-net=127.0.0.1,localhost,255.255.255.255,${'a'.repeat(64)}.invalid`,
];

const COMMANDS = {
  node: [process.execPath],
  // Without deno.json the packages are npm packages: the build.
  deno: [...DENO, '--no-config', '--node-modules-dir=manual'],
  // With it they are members of its workspace: the sources, as from JSR.
  'deno-sources': DENO,
  bun: [installed('bun'), 'run'],
} satisfies Record<string, readonly string[]>;

/** What a program can run in. */
export type RuntimeName = keyof typeof COMMANDS;

/** All of them. */
export const RUNTIME_NAMES: readonly RuntimeName[] = ['node', 'deno', 'deno-sources', 'bun'];

/** Runs a program of this folder, and returns the JSON in the last line that it prints. */
export async function runInRuntime(
  name: RuntimeName,
  [program, ...args]: readonly [program: string, ...args: string[]],
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  const [command = '', ...options] = COMMANDS[name];
  const child = spawn(command, [...options, here(program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]).catch((error) => {
    throw new Error(`Cannot run ${program} on ${name}: ${error.message}; run npm ci`);
  });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (!/^[{[]/.test(last)) throw new Error(`${name} ended without a result:\n${output}`);
  return JSON.parse(last);
}
