import { MainDataStore } from '@portkeep/qbittorrent-client';
import { beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

describeLive('the main data', (live) => {
  beforeAll(() => live.hurry());

  test('the main data is kept up to date across a login and a restart', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    const store = new MainDataStore(client.session);
    const made = makeTorrent('watched.bin');
    expect((await store.update()).torrents.added).toEqual([]);
    expect(store.serverState?.connection_status).toMatch(/^(dis)?connected|firewalled$/);

    await addTorrent(live.client, made);
    await waitUntil('the torrent comes', async () => {
      const { torrents } = await store.update();
      return torrents.added.some(({ name }) => name === made.name);
    });
    const tags = ['iso', 'linux'];
    await live.client.torrents.addTags({ hashes: [made.hash], tags });
    await live.client.torrents.createCategory({ category: 'os', savePath: '/tmp/os' });
    const urls = ['http://127.0.0.1:1/announce'];
    await live.client.torrents.addTrackers({ hashes: [made.hash], urls });
    await waitUntil('the tags, the category and the tracker come', async () => {
      await store.update();
      return store.tags.size === 2 && store.categories.size === 1 && store.trackers.size === 1;
    });
    expect(store.torrents.get(made.hash)?.tags).toBe('iso, linux');
    expect([...store.trackers.values()]).toEqual([{ url: urls[0], hashes: [made.hash] }]);

    // Another session: everything comes again, and none of it is a change.
    await client.auth.logout();
    const afterLogin = await store.update();
    expect(afterLogin.torrents).toMatchObject({ added: [], removed: [] });
    expect(afterLogin.tags).toEqual({ added: [], removed: [] });
    expect(countOf(sent, 'auth/login')).toBe(2);

    await live.client.torrents.deleteTags({ tags: ['iso'] });
    await live.client.torrents.removeCategories({ categories: ['os'] });
    await live.client.torrents.delete({ hashes: [made.hash] });
    await waitUntil('it all goes', async () => {
      await store.update();
      const { torrents, categories, trackers } = store;
      return torrents.size + categories.size + trackers.size === 0;
    });
    expect([...store.tags]).toEqual(['linux']);

    await live.real.stop();
    await expect(store.update()).rejects.toMatchObject({ code: 'QBT_UNREACHABLE' });
    expect([...store.tags]).toEqual(['linux']);
    // With the settings of the first start, so without the tags.
    await live.start();
    await live.client.torrents.createTags({ tags: ['after the restart'] });
    const afterRestart = await store.update();
    expect(afterRestart.tags).toEqual({ added: ['after the restart'], removed: ['linux'] });
  });

  test('the main data is reported as changes', async () => {
    const store = new MainDataStore(live.client.session);
    await store.update();
    const stop = new AbortController();
    const made = makeTorrent('changing.bin');
    const seen: string[] = [];
    const watch = (async () => {
      for await (const { torrents } of store.changes({ signal: stop.signal, intervalMs: 20 })) {
        seen.push(...torrents.added.map(({ name }) => `+ ${name}`));
        seen.push(...torrents.removed.map(({ name }) => `- ${name}`));
      }
    })();
    await addTorrent(live.client, made);
    await waitUntil('it comes', () => seen.length === 1);
    await live.client.torrents.delete({ hashes: [made.hash] });
    await waitUntil('it goes', () => seen.length === 2);
    stop.abort();
    await watch;
    expect(seen).toEqual([`+ ${made.name}`, `- ${made.name}`]);
  });

  test('the main data is complete for two programs that ask in one session', async () => {
    const { session, torrents } = live.client;
    const [one, two] = [new MainDataStore(session), new MainDataStore(session)];
    for (const tag of ['a', 'b', 'c', 'd']) {
      await torrents.createTags({ tags: [tag] });
      await one.update();
      await two.update();
    }
    await waitUntil('both have it all', async () => {
      await one.update();
      await two.update();
      return ['a', 'b', 'c', 'd'].every((tag) => one.tags.has(tag) && two.tags.has(tag));
    });
  });
});
