import {
  MainDataStore,
  type QBittorrentClient,
  stateGroupOf,
  type Torrent,
  tagsOf,
} from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { describeLive } from './live.ts';
import { makeTorrent } from './torrent.ts';

interface OwnChange {
  readonly make: (client: QBittorrentClient, hashes: readonly [string]) => Promise<unknown>;
  readonly isSeen: (torrent: Torrent) => boolean;
}

/** What a program changes, each with how it shows; each one finds what those before it left. */
const CHANGES: Readonly<Record<string, OwnChange>> = {
  'tags that were added': {
    make: ({ torrents }, hashes) => torrents.addTags({ hashes, tags: ['iso', 'linux'] }),
    isSeen: (torrent) => tagsOf(torrent).join() === 'iso,linux',
  },
  'a tag that was removed': {
    make: ({ torrents }, hashes) => torrents.removeTags({ hashes, tags: ['iso'] }),
    isSeen: (torrent) => tagsOf(torrent).join() === 'linux',
  },
  'another name': {
    make: ({ torrents }, [hash]) => torrents.rename({ hash, name: 'renamed' }),
    isSeen: ({ name }) => name === 'renamed',
  },
  'another category': {
    make: async ({ torrents }, hashes) => {
      await torrents.createCategory({ category: 'os' });
      await torrents.setCategory({ hashes, category: 'os' });
    },
    isSeen: ({ category }) => category === 'os',
  },
  'a limit': {
    make: ({ torrents }, hashes) => torrents.setDownloadLimit({ hashes, limit: 2048 }),
    isSeen: ({ dl_limit }) => dl_limit === 2048,
  },
  'another order of pieces': {
    make: ({ torrents }, hashes) => torrents.toggleSequentialDownload({ hashes }),
    isSeen: ({ seq_dl }) => seq_dl,
  },
  'a tracker': {
    make: ({ torrents }, hashes) =>
      torrents.addTrackers({ hashes, urls: ['http://127.0.0.1:1/announce'] }),
    isSeen: ({ trackers_count }) => trackers_count === 1,
  },
  'a start': {
    make: ({ torrents }, hashes) => torrents.start({ hashes }),
    isSeen: ({ state }) => stateGroupOf(state) === 'downloading',
  },
  'a stop': {
    make: ({ torrents }, hashes) => torrents.stop({ hashes }),
    isSeen: ({ state }) => stateGroupOf(state) === 'stopped',
  },
};

// At the pace of a server as it is installed: `hurry` would hide how late changes show.
describeLive('what a program changed itself', (live) => {
  test("MainDataStore.until shows each kind of a program's own changes", async () => {
    const { client } = live;
    const store = new MainDataStore(client.session);
    const made = makeTorrent('changed.bin');
    const { added } = await client.torrents.add({ files: [made.file], stopped: true });
    expect(added).toEqual([made.hash]);
    const took: Record<string, number> = {};
    await seen('a torrent', (torrent) => torrent !== undefined);
    for (const [what, { make, isSeen }] of Object.entries(CHANGES)) {
      await make(client, [made.hash]);
      await seen(what, (torrent) => torrent !== undefined && isSeen(torrent));
    }
    await client.torrents.delete({ hashes: [made.hash] });
    await seen('that it is gone', (torrent) => torrent === undefined);
    console.log(live.version, took);

    async function seen(what: string, isSeen: (torrent: Torrent | undefined) => boolean) {
      const begin = performance.now();
      const signal = AbortSignal.timeout(15_000);
      await store.until(({ torrents }) => isSeen(torrents.get(made.hash)), { signal });
      expect(isSeen(store.torrents.get(made.hash)), what).toBe(true);
      took[what] = Math.round(performance.now() - begin);
    }
  });

  test('torrents.get refuses an added torrent until it is listed, and then returns it', async () => {
    const { torrents, session } = live.client;
    const made = makeTorrent('got.bin');
    await expect(torrents.get({ hash: made.hash })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
    await torrents.add({ files: [made.file, makeTorrent('other.bin').file], stopped: true });
    const store = new MainDataStore(session);
    const signal = AbortSignal.timeout(15_000);
    await store.until((state) => state.torrents.size === 2, { signal });
    const { name, hash } = await torrents.get({ hash: made.hash });
    expect({ name, hash }).toEqual({ name: made.name, hash: made.hash });
  });
});
