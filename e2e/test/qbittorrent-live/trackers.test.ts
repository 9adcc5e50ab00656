import { expect, test } from 'vitest';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

// No program listens on port 1, and 4.5 to 5.3 do not ask while the torrents are stopped.
const ONE = 'http://127.0.0.1:1/announce?key=a%20b%7Cc&x=1';
const TWO = 'udp://127.0.0.1:1/announce';
const NEW = 'http://127.0.0.1:1/new%25/announce';

/** 5.1 and 5.3 answer before they have done it. */
const SOON = { timeout: 10_000 };

describeLive('trackers', (live) => {
  test('trackers are added, changed and removed', async () => {
    const { torrents } = live.client;
    const { hash } = await addTorrent(live.client, makeTorrent('tracked.bin'));
    await torrents.addTrackers({ hashes: [hash], urls: [ONE, TWO] });
    await expect.poll(() => urlsOf(hash), SOON).toEqual([ONE, TWO]);

    await torrents.editTracker({ hash, url: ONE, newUrl: NEW });
    await expect.poll(() => urlsOf(hash), SOON).toEqual([NEW, TWO].sort());
    await expect(
      torrents.editTracker({ hash, url: ONE, newUrl: 'http://127.0.0.1:1/no' }),
    ).rejects.toMatchObject({ code: 'QBT_CONFLICT' });
    await expect(torrents.editTracker({ hash, url: NEW, newUrl: TWO })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });

    await torrents.removeTrackers({ hashes: [hash], urls: [NEW] });
    await expect.poll(() => urlsOf(hash), SOON).toEqual([TWO]);
    await torrents.addTrackers({ hashes: [hash], urls: [ONE] });
    await torrents.reannounce({ hashes: [hash] });
    await torrents.removeTrackers({ hashes: [hash], urls: [TWO, ONE] });
    await expect.poll(() => urlsOf(hash), SOON).toEqual([]);
  });

  async function urlsOf(hash: string): Promise<string[]> {
    const all = await live.client.torrents.trackers({ hash });
    expect(all.slice(0, 3).map(({ url }) => url)).toEqual([
      '** [DHT] **',
      '** [PeX] **',
      '** [LSD] **',
    ]);
    return all
      .slice(3)
      .map(({ url }) => url)
      .sort();
  }
});

describeLive('web seeds', (live) => {
  test('web seeds are added, changed and removed since 5.1', async () => {
    const { transport, sent } = watchedTransport();
    const { torrents, session } = live.another({ transport });
    const { hash } = await addTorrent(live.client, makeTorrent('seeded.bin'));
    const [one, two, changed] = [
      'http://127.0.0.1:1/a%7Cb/%25?x=%2B',
      'http://127.0.0.1:1/two',
      'http://127.0.0.1:1/new%2F',
    ];
    if (!live.atLeast('5.1')) {
      await session.getWebApiVersion();
      sent.length = 0;
      const unsupported = { code: 'QBT_UNSUPPORTED' };
      await expect(torrents.addWebSeeds({ hash, urls: [one] })).rejects.toMatchObject(unsupported);
      await expect(torrents.editWebSeed({ hash, url: one, newUrl: two })).rejects.toMatchObject(
        unsupported,
      );
      await expect(torrents.removeWebSeeds({ hash, urls: [one] })).rejects.toMatchObject(
        unsupported,
      );
      expect(countOf(sent, 'app/webapiVersion')).toBe(sent.length);
      expect(await torrents.webSeeds({ hash })).toEqual([]);
      return;
    }
    await torrents.addWebSeeds({ hash, urls: [one, two] });
    await expect.poll(() => seedsOf(hash), SOON).toEqual([one, two]);
    await torrents.editWebSeed({ hash, url: one, newUrl: changed });
    await expect.poll(() => seedsOf(hash), SOON).toEqual([changed, two]);
    await expect(
      torrents.editWebSeed({ hash, url: one, newUrl: 'http://127.0.0.1:1/3' }),
    ).rejects.toMatchObject({ code: 'QBT_CONFLICT' });
    await torrents.removeWebSeeds({ hash, urls: [changed, two] });
    await expect.poll(() => seedsOf(hash), SOON).toEqual([]);
  });

  async function seedsOf(hash: string): Promise<string[]> {
    return (await live.client.torrents.webSeeds({ hash })).map(({ url }) => url).sort();
  }
});
