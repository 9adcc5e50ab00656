import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type StartNatPmpApiSimulatorOptions,
  startNatPmpApiSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { MAIN, RunningSidecar } from './running-sidecar.ts';

async function place(options: StartNatPmpApiSimulatorOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-footprint-'));
  const natpmp = await startNatPmpApiSimulator(options);
  onTestFinished(async () => {
    await natpmp.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (environment: Readonly<Record<string, string>> = {}) => {
    const sidecar = new RunningSidecar(folder, { ...natpmp.environment, ...environment });
    onTestFinished(() => void sidecar.child.kill('SIGKILL'));
    return sidecar;
  };
  return { folder, natpmp, start };
}

test('the bundle of the sidecar is CommonJS, strict and small', () => {
  expect(statSync(MAIN).size).toBeLessThan(281_000);
  const text = readFileSync(MAIN, 'utf8');
  expect(text).toMatch(/^"use strict";/);
  expect(text).not.toMatch(/^import /m);
});

test('a sidecar with files and pages loads nothing that it does not need', async () => {
  const { folder, start } = await place();
  const sidecar = start({
    PORT_FILE: join(folder, 'port.txt'),
    PORT_DATA_FILE: join(folder, 'data.json'),
  });
  await sidecar.says('port-file holds port');
  // Far from the limit of 32 MiB, which may include the pages of the binary as well.
  if (existsSync('/proc/self/smaps_rollup')) {
    expect(sidecar.anonymousMebibytes).toBeLessThan(18);
  }
  sidecar.child.kill('SIGTERM');
  expect(await sidecar.exited).toBe(0);
  expect(sidecar.modules).toContain('NativeModule http');
  for (const heavy of ['https', 'tls', 'crypto', 'dns/promises']) {
    const loaded = sidecar.modules.filter((name) => name.endsWith(` ${heavy}`));
    expect(loaded, heavy).toEqual([]);
  }
  expect(sidecar.modules).not.toContainEqual(expect.stringContaining('undici'));
});

test('a sidecar that runs a command and sends the port to qBittorrent still loads no undici', async () => {
  const { natpmp, start } = await place();
  const qbittorrent = await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' });
  onTestFinished(() => qbittorrent.close());
  const sidecar = start({
    ON_PORT_CHANGE: 'true',
    QBITTORRENT_HOST: qbittorrent.baseUrl,
    QBITTORRENT_PASS: 'adminadmin',
  });
  await sidecar.says('qbittorrent holds port');
  await sidecar.says('hook holds port');
  sidecar.child.kill('SIGTERM');
  expect(await sidecar.exited).toBe(0);
  const [mapping] = natpmp.simulator.mappings;
  expect(sidecar.output).toContain(`qbittorrent holds port ${mapping?.externalPort}`);
  expect(sidecar.modules).not.toContainEqual(expect.stringContaining('undici'));
});

test('a sidecar evaluates the code that talks to qBittorrent only where QBITTORRENT_HOST is set', async () => {
  const { start } = await place();
  const qbittorrent = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(() => qbittorrent.close());
  const evaluations = async (environment: Readonly<Record<string, string>>) => {
    const coverage = mkdtempSync(join(tmpdir(), 'portkeep-coverage-'));
    onTestFinished(() => rmSync(coverage, { recursive: true, force: true }));
    const sidecar = start({ ON_PORT_CHANGE: 'true', NODE_V8_COVERAGE: coverage, ...environment });
    await sidecar.says('hook holds port');
    sidecar.child.kill('SIGTERM');
    expect(await sidecar.exited).toBe(0);
    return countOf('qbittorrent_sink', coverage);
  };
  expect(await evaluations({})).toBe(0);
  expect(await evaluations({ QBITTORRENT_HOST: qbittorrent.baseUrl })).toBe(1);
});

/** How often the module of that name in the bundle was evaluated, by Node's own coverage. */
function countOf(module: string, folder: string): number {
  const Coverage = v.object({
    result: v.array(
      v.object({
        url: v.string(),
        functions: v.array(
          v.object({
            functionName: v.string(),
            ranges: v.array(v.object({ count: v.number() })),
          }),
        ),
      }),
    ),
  });
  const counts = readdirSync(folder)
    .map((file) => v.parse(Coverage, JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .flatMap(({ result }) => result.filter(({ url }) => url.endsWith('/main.cjs')))
    .flatMap(({ functions }) => functions.filter(({ functionName }) => functionName === module))
    .map(({ ranges }) => ranges[0]?.count ?? 0);
  expect(counts.length).toBeGreaterThan(0);
  return Math.max(...counts);
}

test('SIGTERM ends the sidecar within a tenth of a second, even while a request hangs', async () => {
  const times: number[] = [];
  // A busy machine can delay any one of them.
  for (let attempt = 0; attempt < 5 && !times.some((ms) => ms <= 100); attempt += 1) {
    const { natpmp, start } = await place();
    natpmp.simulator.setFault('forward', 'hang');
    const sidecar = start();
    await expect.poll(() => natpmp.simulator.requests.length, { timeout: 20_000 }).toBe(1);
    const asked = performance.now();
    sidecar.child.kill('SIGTERM');
    expect(await sidecar.exited).toBe(0);
    times.push(performance.now() - asked);
  }
  expect(Math.min(...times)).toBeLessThanOrEqual(100);
});
