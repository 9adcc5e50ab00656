import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '@portkeep/port-lease';
import { examineConfigured } from '@portkeep/port-sinks/qbittorrent';
import { beforeAll, expect, test } from 'vitest';
import { keptState } from '../../../packages/port-sinks/test/kept-state.ts';
import { freePort } from '../../src/free-port.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { canConnect } from './can-connect.ts';
import { describeLive } from './live.ts';
import { keptPort, sinkApp, sinkValues, startSink } from './start-sink.ts';
import { addTorrent, makeTorrent } from './torrent.ts';
import { startTracker } from './tracker.ts';

const { signal } = new AbortController();

describeLive('the sink of the apps', (live) => {
  beforeAll(() => live.hurry());

  test('the sink sets the port that is announced to trackers, even if an announced port was left over', async ({
    skip,
  }) => {
    skip(!live.atLeast('5.1'), 'since 5.1');
    const { url, ports } = await startTracker();
    const { app, torrents } = live.client;
    const [announced, port] = [await freePort(), await freePort()];
    await app.setPreferences({ announce_port: announced, listen_port: port, upnp: false });
    const { hash } = await addTorrent(live.client, makeTorrent('leftover.bin'));
    await torrents.addTrackers({ hashes: [hash], urls: [url] });
    await torrents.start({ hashes: [hash] });
    await waitUntil('the tracker gets the leftover port', () => ports.at(-1) === announced);
    await startSink(live).publish(keptPort(port), { signal });
    await waitUntil('the tracker gets the forwarded port', () => ports.at(-1) === port);
    expect(await app.preferences()).toMatchObject({ announce_port: 0, listen_port: port });
  });

  test('qBittorrent listens again where it was bound to the address of a tunnel that is gone', async () => {
    const port = await freePort();
    const gone = '192.0.2.1';
    await live.client.app.setPreferences({
      listen_port: port,
      current_network_interface: '',
      current_interface_address: gone,
    });
    await waitUntil('nothing listens', async () => !(await canConnect(port)));
    const memory = keptState();
    await memory.update({ tunnel_addresses: [gone] });
    const value = keptPort(port, { tunnelIdentity: 'next', tunnelAddress: '127.0.0.1' });
    await startSink(live, {}, { memory }).publish(value, { signal });
    expect(await canConnect(port)).toBe(true);
    expect(await live.client.app.preferences()).toMatchObject({
      current_interface_address: '127.0.0.1',
    });
  });

  test('the sink does not get banned with a wrong password in a day with restarts', async () => {
    await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 5 });
    let passedMs = 0;
    const clock = {
      ...systemClock,
      now: () => systemClock.now() + passedMs,
      monotonic: () => systemClock.monotonic() + passedMs,
    };
    const memory = keptState();
    const wrong = { QBITTORRENT_PASS: 'wrong password' };
    const value = keptPort(await freePort());
    for (let minute = 0; minute <= 24 * 60; minute += 30) {
      passedMs = minute * 60_000;
      const attempt = startSink(live, wrong, { memory, clock }).publish(value, { signal });
      await expect(attempt).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    }
    expect(memory.current.refused_logins).toMatchObject([{ tries: 4 }]);
    await startSink(live, {}, { memory, clock }).publish(value, { signal });
    expect(memory.current.refused_logins).toEqual([]);
  });

  // The last one: from then on the server speaks https.
  test('the sink trusts a self-signed certificate only if QBITTORRENT_CA_FILE names it', async () => {
    const folder = temporaryFolder();
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=box'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1', '-out', cert, '-keyout', key],
      ],
      { stdio: 'pipe' },
    );
    await live.client.app
      .setPreferences({ use_https: true, web_ui_https_cert_path: cert, web_ui_https_key_path: key })
      .catch(() => undefined);
    const QBITTORRENT_HOST = live.real.baseUrl.replace('http:', 'https:');
    const port = await freePort();
    const attempt = startSink(live, { QBITTORRENT_HOST }).publish(keptPort(port), { signal });
    await expect(attempt).rejects.toMatchObject({
      message: expect.stringContaining('its certificate is not trusted'),
      advice: expect.stringContaining('QBITTORRENT_CA_FILE'),
    });
    const trusting = { QBITTORRENT_HOST, QBITTORRENT_CA_FILE: cert };
    await startSink(live, trusting).publish(keptPort(port), { signal });
    expect(await canConnect(port)).toBe(true);

    const finding = await examineConfigured(
      sinkValues(live, { QBITTORRENT_HOST }),
      { app: sinkApp(), keeper: { kind: 'foreign' }, port },
      signal,
    );
    expect(finding.headline).toBe('qBittorrent cannot be reached');
    expect(finding.notes[0]).toContain('its certificate is not trusted');
    expect(finding.notes[1]).toContain('QBITTORRENT_CA_FILE');
  });
});
