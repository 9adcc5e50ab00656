import assert from 'node:assert/strict';
import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import type { ContractCase } from '../contract-case.ts';
import { rejectionWithCode } from '../rejection.ts';

const auth = { username: 'admin', password: 'adminadmin' };
const DIALECTS = ['4.5', '5.1', '5.2'] as const;

export const QBITTORRENT_PORT: readonly ContractCase[] = [
  ...DIALECTS.map(
    (dialect) =>
      ({
        name: `sets the port of ${dialect} and makes sure that it listens`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          const client = new QBittorrentClient({ baseUrl, auth });
          assert.deepEqual(await client.portForward.apply({ port: 54_321 }), {
            changed: true,
            previous: 6881,
            listenPort: 54_321,
            upnpStopped: true,
            connectionStatus: 'firewalled',
          });
          assert.equal((await client.portForward.apply({ port: 54_321 })).changed, false);
          const { listeningPort, rebinds } = await stage.order('look-at-qbittorrent', null);
          assert.equal(listeningPort, 54_321);
          assert.equal(rebinds, 1);
        },
      }) satisfies ContractCase,
  ),
  ...DIALECTS.map(
    (dialect) =>
      ({
        name: `revives the dead listener of ${dialect} on the same port`,
        async run(stage): Promise<void> {
          const { baseUrl } = await stage.startQBittorrent(dialect);
          const client = new QBittorrentClient({ baseUrl, auth });
          await client.portForward.apply({ port: 54_321 });
          await stage.order('change-network-of-qbittorrent', null);
          assert.equal((await stage.order('look-at-qbittorrent', null)).listeningPort, null);
          await client.portForward.rebind({ port: 54_321 });
          assert.equal((await stage.order('look-at-qbittorrent', null)).listeningPort, 54_321);
        },
      }) satisfies ContractCase,
  ),
  {
    name: 'sends nothing for a port that does not exist',
    async run(stage) {
      const { baseUrl } = await stage.startQBittorrent('5.2');
      const client = new QBittorrentClient({ baseUrl, auth });
      await rejectionWithCode(client.portForward.apply({ port: 0 }), 'QBT_BAD_REQUEST');
      await rejectionWithCode(client.portForward.apply({ port: 65_536 }), 'QBT_BAD_REQUEST');
      assert.deepEqual((await stage.order('look-at-qbittorrent', null)).requests, []);
    },
  },
  {
    name: 'sets the announced port, from 5.1 on',
    async run(stage) {
      const new51 = await stage.startQBittorrent('5.1');
      const client = new QBittorrentClient({ baseUrl: new51.baseUrl, auth });
      assert.equal((await client.portForward.announce({ port: 54_321 })).changed, true);
      assert.equal((await client.app.preferences()).announce_port, 54_321);
      await stage.order('reset', null);
      const old = await stage.startQBittorrent('4.5');
      const oldClient = new QBittorrentClient({ baseUrl: old.baseUrl, auth });
      await rejectionWithCode(oldClient.portForward.announce({ port: 54_321 }), 'QBT_UNSUPPORTED');
    },
  },
];
