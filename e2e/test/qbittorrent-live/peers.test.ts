import { beforeAll, expect, test } from 'vitest';
import { describeServers } from '../../src/describe-servers.ts';
import { freePort } from '../../src/free-port.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { Live } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';

describeServers('peers', (server) => {
  const live = new Live(server);
  const other = new Live(server);
  beforeAll(async () => {
    await Promise.all([live.start(), other.start()]);
    await Promise.all([live.hurry(), other.hurry()]);
    // Only TCP, because a failing µTP connection is given up only after 15 seconds.
    const preferences = { bittorrent_protocol: 1 };
    await live.client.app.setPreferences(preferences);
    await other.client.app.setPreferences(preferences);
  });

  test('peers are added, listed, and gone again', async () => {
    // No peer has the data, so they stay connected.
    const made = makeTorrent('wanted.bin', Buffer.alloc(100_000, 'wanted'));
    const port = await freePort();
    await other.client.portForward.apply({ port });
    await addTorrent(other.client, made, { stopped: false });
    await addTorrent(live.client, made, { stopped: false });
    const peer = `127.0.0.1:${port}`;
    const { torrents, sync } = live.client;
    await waitUntil('the other one is connected', async () => {
      const added = await torrents.addPeers({ hashes: [made.hash], peers: [peer, 'no peer'] });
      expect(added).toEqual({ [made.hash]: { added: 1, failed: 1 } });
      const { peers = {} } = await sync.torrentPeers({ hash: made.hash });
      return peers[peer]?.connection !== undefined;
    });
    const { rid, full_update: isFull } = await sync.torrentPeers({ hash: made.hash });
    expect(isFull).toBe(true);
    await other.client.torrents.delete({ hashes: [made.hash] });
    await waitUntil('it is gone', async () => {
      const { peers = {} } = await sync.torrentPeers({ hash: made.hash });
      return Object.keys(peers).length === 0;
    });
    expect(await sync.torrentPeers({ hash: made.hash, rid })).toMatchObject({
      rid: expect.any(Number),
    });
    await expect(sync.torrentPeers({ hash: 'a'.repeat(40) })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
  });
});
