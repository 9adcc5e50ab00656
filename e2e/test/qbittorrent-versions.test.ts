import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import { beforeAll, expect, test } from 'vitest';
import { describeServers } from '../src/describe-servers.ts';
import { freePort } from '../src/free-port.ts';
import { RealQBittorrent } from '../src/real-qbittorrent.ts';
import { waitUntil } from '../src/wait-until.ts';
import { CREDENTIALS } from '../src/web-ui.ts';

describeServers('a real qBittorrent', ({ name, version, command }) => {
  let real: RealQBittorrent;
  let client: QBittorrentClient;
  beforeAll(async () => {
    real = new RealQBittorrent({ port: await freePort(), command });
    real.start();
    await waitUntil('qBittorrent accepts a login', () => real.ui.login());
    client = new QBittorrentClient({ baseUrl: real.baseUrl, auth: CREDENTIALS });
  });

  test('a real qBittorrent accepts the login of the client and reports its versions', async () => {
    await client.auth.login();
    expect(await client.app.version()).toBe(`v${version}`);
    console.log(`${name}: qBittorrent ${version}, Web API ${await client.app.webApiVersion()}`);
  });

  test('a real qBittorrent has the settings that it was started with', async () => {
    expect(await real.ui.preferences()).toMatchObject({
      random_port: true,
      upnp: true,
      dht: false,
      lsd: false,
      pex: false,
      bypass_local_auth: false,
      current_network_interface: 'lo',
      resolve_peer_countries: false,
    });
    expect([await real.ui.goodLogins(), await real.ui.failedLogins()]).toEqual([2, 0]);
  });
});
