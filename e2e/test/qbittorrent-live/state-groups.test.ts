import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateGroupOf, type TorrentStateGroup } from '@portkeep/qbittorrent-client';
import { beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent, torrentOf } from './torrent.ts';

/** The groups that are filters of qBittorrent too. */
const FILTERS = ['downloading', 'seeding', 'stopped', 'checking', 'moving', 'errored'] as const;

describeLive('the group of a state', (live) => {
  beforeAll(() => live.hurry());

  test('the group of a state agrees with the filters of the server', async () => {
    const { torrents, app } = live.client;
    const made = {
      stopped: makeTorrent('stopped.bin'),
      running: makeTorrent('running.bin'),
      link: makeTorrent('link.bin'),
      complete: makeTorrent('complete.bin'),
    };
    const folder = await app.defaultSavePath();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, made.complete.name), made.complete.content);
    await addTorrent(live.client, made.stopped);
    await addTorrent(live.client, made.running, { stopped: false });
    await torrents.add({ urls: [made.link.hash], stopped: false });
    await addTorrent(live.client, made.complete, { stopped: false });

    await comesToBe(made.stopped.hash, 'stopped');
    await comesToBe(made.running.hash, 'downloading');
    await comesToBe(made.link.hash, 'downloading');
    await comesToBe(made.complete.hash, 'seeding');
    for (const filter of FILTERS) {
      const listed = (await torrents.info({ filter })).map(({ hash }) => hash);
      const grouped = (await torrents.info()).filter(({ state }) => stateGroupOf(state) === filter);
      expect(listed).toEqual(expect.arrayContaining(grouped.map(({ hash }) => hash)));
    }

    await app.setPreferences({
      queueing_enabled: true,
      max_active_downloads: 1,
      max_active_torrents: 1,
      dont_count_slow_torrents: false,
    });
    await waitUntil('a torrent is queued', async () =>
      (await torrents.info()).some(({ state }) => stateGroupOf(state) === 'queued'),
    );
  });

  async function comesToBe(hash: string, group: TorrentStateGroup): Promise<void> {
    await waitUntil(`a torrent is ${group}`, async () => {
      const torrent = await torrentOf(live.client, hash);
      return torrent !== undefined && stateGroupOf(torrent.state) === group;
    });
  }
});
