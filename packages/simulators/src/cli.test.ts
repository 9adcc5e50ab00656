import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

const CLI = new URL('./cli.ts', import.meta.url).pathname;
let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portkeep simulators '));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Runs the program until the line `ready`; gives the lines before it. */
async function start(...args: string[]): Promise<{ process: ChildProcess; lines: string[] }> {
  const started = spawn(process.execPath, [CLI, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const lines: string[] = [];
  for await (const line of createInterface({ input: started.stdout })) {
    if (line === 'ready') break;
    lines.push(line);
  }
  return { process: started, lines };
}

test.each(['SIGTERM', 'SIGINT'] as const)('the program stops with 0 on %s', async (signal) => {
  const { process: running } = await start('--folder', folder);
  running.kill(signal);
  expect(await once(running, 'exit')).toEqual([0, null]);
});

test('the program prints lines that a shell can read, files included', async () => {
  const { lines } = await start('--folder', folder, '--qbittorrent-dialect', '5.2');
  const names = lines.map((line) => /^export (\w+)=\S/.exec(line)?.[1]);
  expect(names).toEqual([
    'PIA_USER',
    'PIA_PASS',
    'PIA_TOKEN_URL',
    'PIA_SERVER_LIST_URLS',
    'PIA_SERVER_LIST_KEY_FILE',
    'PIA_CA_FILE',
    'PIA_GATEWAY',
    'PIA_GATEWAY_PORT',
    'QBITTORRENT_HOST',
    'QBITTORRENT_USER',
    'QBITTORRENT_PASS',
    'NATPMP_SERVICE',
    'API_TOKEN',
    'PORTKEEP_CONTROL_URL',
  ]);
  const script = `${lines.join('\n')}\ncat "$PIA_CA_FILE"; echo "$PORTKEEP_CONTROL_URL"`;
  const shell = spawn('/bin/sh', ['-c', script]);
  const output = Buffer.concat(await shell.stdout.toArray()).toString();
  const ca = await readFile(join(folder, 'pia-ca.pem'), 'utf8');
  expect(output.startsWith(ca)).toBe(true);
  const url = output.slice(ca.length).trim();
  const [reply] = await once(get(`${url}/state`), 'response');
  expect(reply.statusCode).toBe(200);
  reply.destroy();
});

test('the program starts servers that register WireGuard keys if it is asked to', async () => {
  const { lines } = await start('--folder', folder, '--wireguard');
  expect(lines).toContain('export PIA_GATEWAY=127.19.99.1');
});

test('the paths that the program prints are absolute, even for a relative folder', async () => {
  const { lines } = await start('--folder', relative(process.cwd(), folder));
  const printed = lines.filter((line) => /^export PIA_\w+_FILE=/.test(line));
  expect(printed).toEqual([
    `export PIA_SERVER_LIST_KEY_FILE='${join(folder, 'pia-server-list-key.pem')}'`,
    `export PIA_CA_FILE='${join(folder, 'pia-ca.pem')}'`,
  ]);
});

test('the program ends with 64 and the usage when an option is invalid', async () => {
  const failed = spawn(process.execPath, [CLI, '--moon'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const errors = Buffer.concat(await failed.stderr.toArray()).toString();
  expect(errors).toMatch(/--moon[\s\S]*Usage: portkeep-simulators/);
  expect(failed.exitCode ?? (await once(failed, 'exit'))[0]).toBe(64);
});

test('the program shows its usage', async () => {
  const helped = spawn(process.execPath, [CLI, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const text = Buffer.concat(await helped.stdout.toArray()).toString();
  expect(text).toMatch(/^Usage: portkeep-simulators/);
});
