import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '@portkeep/app-host';
import type { KeptPort } from '@portkeep/port-lease';
import { createSinks } from '@portkeep/port-sinks';
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { recordedLog } from '../test/recorded-log.ts';
import { sinkApp } from './sink-app.ts';
import { SINK_KINDS } from './sink-kinds.ts';
import { variables } from './variables.ts';

const { log } = recordedLog();
const { signal } = new AbortController();
const mapped: KeptPort = {
  port: 62_610,
  internalPort: 6881,
  protocol: 'tcp,udp',
  renewedAt: 0,
  renewAt: 45_000,
  expiresAt: 60_000,
  gateway: 'natpmp:8080',
  hostname: null,
  tunnelIdentity: 'natpmp:8080',
};

function create(environment: Readonly<Record<string, string>>, onUpnpStopped?: () => void) {
  const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  const { values } = readEnvironment(variables, { ...required, ...environment });
  const app = { environment: { PATH: process.env.PATH }, log };
  return createSinks(SINK_KINDS, values, sinkApp(app, onUpnpStopped));
}

test('nothing is written and no program is notified unless that is configured', async () => {
  expect(await create({})).toMatchObject({ all: [], own: [] });
});

test("the files are the sidecar's own, but the hook and qBittorrent are not", async () => {
  const { all, own, allowLogins } = await create({
    PORT_FILE: '/a',
    PORT_DATA_FILE: '/b',
    ON_PORT_CHANGE: 'true',
    QBITTORRENT_HOST: 'localhost',
  });
  expect(all.map(({ name }) => name)).toEqual(['port-file', 'data-file', 'hook', 'qbittorrent']);
  expect(own).toEqual(['port-file', 'data-file']);
  expect(allowLogins).not.toThrow();
});

test('the hook gets both ports and the protocols, once for each port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-sidecar-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = join(folder, 'lines');
  const line = '$PREVIOUS_PORT>$PORT $INTERNAL_PORT $PROTOCOL';
  const { all } = await create({ ON_PORT_CHANGE: `sh:echo "${line}" >> ${lines}` });
  const [hook] = all;
  for (const port of [62_610, 62_610, 50_000]) {
    await hook?.publish({ ...mapped, port }, { signal });
  }
  const expected = ['>62610 6881 tcp,udp', '62610>50000 6881 tcp,udp', ''];
  expect(readFileSync(lines, 'utf8').split('\n')).toEqual(expected);
});

test('a qBittorrent whose UPnP is switched off is reported, because it then deletes the mapping', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  onTestFinished(close);
  simulator.changePreferenceByHand({ bypass_local_auth: true });
  let stopped = 0;
  const { all } = await create({ QBITTORRENT_HOST: baseUrl }, () => {
    stopped += 1;
  });
  for (const sink of all) await sink.publish(mapped, { signal });
  expect(simulator.preferences.upnp).toBe(false);
  expect(stopped).toBe(1);
});
