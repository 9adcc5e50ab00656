import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startPiaSimulator, startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));

/** docs/performance.md names it. */
const MOST_KB = 340;

test('the bundle of the daemon is CommonJS, strict and as small as docs/performance.md says', () => {
  expect(statSync(main).size).toBeLessThan(MOST_KB * 1000);
  const docs = new URL('../../../docs/performance.md', import.meta.url);
  expect(readFileSync(docs, 'utf8')).toContain(`the bundle outgrows ${MOST_KB} kB`);
  const text = readFileSync(main, 'utf8');
  expect(text).toMatch(/^"use strict";/);
  expect(text).not.toMatch(/^import /m);
});

test('a daemon that has done all of its work has not loaded undici', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-footprint-'));
  const pia = await startPiaSimulator({ folder });
  const qbittorrent = await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' });
  const loaded = join(folder, 'loaded.json');
  const probe = join(folder, 'probe.cjs');
  writeFileSync(
    probe,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(loaded)}, JSON.stringify(process.moduleLoadList)));`,
  );
  const child = spawn(process.execPath, ['--require', probe, main], {
    env: {
      ...pia.environment,
      PORT_FILE: join(folder, 'port.txt'),
      PORT_DATA_FILE: join(folder, 'data.json'),
      STATE_FILE: join(folder, 'state.json'),
      HTTP_LISTEN: '127.0.0.1:0',
      QBITTORRENT_HOST: qbittorrent.baseUrl,
      QBITTORRENT_PASS: 'adminadmin',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await Promise.all([pia.close(), qbittorrent.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  for await (const line of createInterface(child.stdout)) {
    if (line.includes('qbittorrent holds port')) child.kill('SIGTERM');
  }
  if (child.exitCode === null) await once(child, 'exit');
  const modules: unknown = JSON.parse(readFileSync(loaded, 'utf8'));
  expect(modules).toContain('NativeModule https');
  expect(modules).not.toContainEqual(expect.stringContaining('undici'));
});
