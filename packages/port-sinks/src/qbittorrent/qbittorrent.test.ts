import { readEnvironment } from '@portkeep/app-host';
import { startQBittorrentSimulator } from '@portkeep/simulators';
import { expect, test } from 'vitest';
import { keptPort } from '../../../port-lease/test/kept-port.ts';
import { sinkApp } from '../../test/sink-app.ts';
import { qbittorrentSink } from './qbittorrent.ts';
import { qbittorrentVariables } from './qbittorrent-variables.ts';

const API_KEY = 'qbt_0123456789012345678901234567';
const { signal } = new AbortController();

function configured(environment: Record<string, string>) {
  const variables = { ...qbittorrentVariables('listen') };
  const { values } = readEnvironment(variables, environment);
  return qbittorrentSink(values, sinkApp());
}

test.each([
  [{ QBITTORRENT_PASS: 'p&+%€' }],
  [{ QBITTORRENT_API_KEY: API_KEY }],
  [{ QBITTORRENT_API_KEY: API_KEY, QBITTORRENT_PASS: 'wrong' }],
])('the sink logs in with the configured credentials: %o', async (secrets) => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({
    dialect: '5.2',
    password: 'p&+%€',
    apiKey: API_KEY,
  });
  try {
    const sink = configured({ QBITTORRENT_HOST: baseUrl, ...secrets });
    await sink.publish(keptPort(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
  } finally {
    await close();
  }
});

test('the sink tries no login without a password and a key', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  try {
    const sink = configured({ QBITTORRENT_HOST: baseUrl });
    const attempt = sink.publish(keptPort(), { signal });
    await expect(attempt).rejects.toMatchObject({ code: 'QBT_FORBIDDEN' });
    simulator.changePreferenceByHand({ bypass_local_auth: true });
    await sink.publish(keptPort(), { signal });
    expect(simulator.logins).toHaveLength(0);
    expect(simulator.listeningPort).toBe(54_321);
  } finally {
    await close();
  }
});

test('the sink leaves retries of failed requests to the app', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  try {
    const sink = configured({ QBITTORRENT_HOST: baseUrl, QBITTORRENT_API_KEY: API_KEY });
    simulator.setFault({ kind: 'html-502' });
    await expect(sink.publish(keptPort(), { signal })).rejects.toMatchObject({ status: 502 });
    expect(simulator.requests).toHaveLength(1);
  } finally {
    await close();
  }
});

test('qBittorrent is checked as often as configured', () => {
  const sink = configured({ QBITTORRENT_HOST: 'box', QBITTORRENT_CHECK_INTERVAL: '7' });
  expect(sink.reconcileEveryMs).toBe(7_000);
});

test('the sink cannot be created without a host', () => {
  expect(() => configured({})).toThrow(TypeError);
});

test('the sink sets the port of a qBittorrent whose preferences are larger than the read limit', async () => {
  const { baseUrl, simulator, close } = await startQBittorrentSimulator({ dialect: '5.2' });
  try {
    const sink = configured({ QBITTORRENT_HOST: baseUrl, QBITTORRENT_PASS: 'adminadmin' });
    simulator.changePreferenceByHand({ banned_IPs: '203.0.113.77\n'.repeat(1_000_000) });
    await sink.publish(keptPort(), { signal });
    expect(simulator.listeningPort).toBe(54_321);
    expect(String(simulator.preferences.banned_IPs)).toHaveLength(13_000_000);
  } finally {
    await close();
  }
});
