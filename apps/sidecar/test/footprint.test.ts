import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type StartNatPmpApiSimulatorOptions,
  startNatPmpApiSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
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

test('the bundle is CommonJS, strict and small', () => {
  expect(statSync(MAIN).size).toBeLessThan(280_000);
  const text = readFileSync(MAIN, 'utf8');
  expect(text).toMatch(/^"use strict";/);
  expect(text).not.toMatch(/^import /m);
});

test('a sidecar with files and pages loads nothing it does not need', async () => {
  const { folder, start } = await place();
  const sidecar = start({
    PORT_FILE: join(folder, 'port.txt'),
    PORT_DATA_FILE: join(folder, 'data.json'),
  });
  await sidecar.says('port-file holds port');
  // Far from the limit of 32 MiB, to which the pages of the binary may be charged as well.
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

test('one that runs a command and tells qBittorrent still loads no undici', async () => {
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

test('SIGTERM ends it within a tenth of a second, also while a request hangs', async () => {
  const times: number[] = [];
  // A busy machine makes any one of them late.
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
