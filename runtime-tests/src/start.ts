/** Runs the contract on every runtime, or on those named as arguments: `node src/start.ts deno`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { ContractResult } from './run-contract.ts';
import { serveOrders } from './serve-orders.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const installed = (name: string) => here(`../../node_modules/.bin/${name}`);

/** Deno gets what the clients need and no more: loopback, and where the stage is. */
const DENO: readonly string[] = [
  installed('deno'),
  'run',
  '--no-prompt',
  '--cached-only',
  '--allow-net=127.0.0.1',
  '--allow-env=PORTKEEP_STAGE',
];

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  node: [process.execPath, here('node.ts')],
  // Without deno.json the clients are npm packages: the build.
  deno: [...DENO, '--no-config', '--node-modules-dir=manual', here('deno.ts')],
  // With it they are members of its workspace: the sources, as from JSR.
  'deno-sources': [...DENO, here('deno.ts')],
  bun: [installed('bun'), 'run', here('bun.ts')],
};

async function run(
  name: string,
  [command = '', ...args]: readonly string[],
  stageUrl: string,
): Promise<ContractResult> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORTKEEP_STAGE: stageUrl },
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]).catch((error) => {
    throw new Error(`Cannot run the contract on ${name}: ${error.message}; run npm ci`);
  });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`${name} ended without a result:\n${output}`);
  return JSON.parse(last);
}

const wanted = process.argv.slice(2);
const orders = await serveOrders();
const results: ContractResult[] = [];
try {
  for (const [name, command] of Object.entries(COMMANDS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const result = await run(name, command, orders.url);
    results.push(result);
    const { runtime, passed, failed } = result;
    console.log(`${name} (${runtime}): ${passed} passed, ${failed.length} failed`);
  }
} finally {
  await orders.close();
}
const counts = new Set(results.map(({ passed, failed }) => passed + failed.length));
const good = counts.size === 1 && results.every(({ failed }) => failed.length === 0);
process.exitCode = good ? 0 : 1;
