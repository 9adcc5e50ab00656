import { beforeAll, expect, test } from 'vitest';
import { startFeed } from './feed.ts';
import { describeLive } from './live.ts';
import { newName, newTorrent, TEXT } from './texts/probe.ts';
import { torrentOf } from './torrent.ts';

/** What addresses may and may not hold, in the path and in the query. */
const ODD_PATHS = [
  '/a%20b',
  '/a b',
  '/%25%2B%26%23%7C%C3%BC',
  '/ü|x',
  '/%22%3C%3E%5B%5C%5D%5E%60%7B%7D',
  '/"<>\\^`{}',
  "/!$&'()*+,;=:@-._~%2F%3F",
  '/q?a=%20b&c=%2B+%26%25%23',
  '/q?a=b c&ü=|',
];
const SOON = { timeout: 10_000 };

describeLive('what is read can be given to the call that changes it:', (live) => {
  beforeAll(() => live.hurry());

  test.for(ODD_PATHS)('a web seed with the path %s', async (path, { skip }) => {
    skip(!live.atLeast('5.1'), 'since 5.1');
    const { torrents } = live.client;
    const { hash } = await newTorrent(live);
    const seeds = async () => (await torrents.webSeeds({ hash })).map(({ url }) => url);
    await torrents.addWebSeeds({ hash, urls: [`http://127.0.0.1:1${path}`] });
    await expect.poll(seeds, SOON).toHaveLength(1);
    const [url = ''] = await seeds();
    await torrents.editWebSeed({ hash, url, newUrl: 'http://127.0.0.1:1/changed' });
    await expect.poll(seeds, SOON).toEqual(['http://127.0.0.1:1/changed']);
    await torrents.editWebSeed({ hash, url: 'http://127.0.0.1:1/changed', newUrl: url });
    await expect.poll(seeds, SOON).toEqual([url]);
    await torrents.removeWebSeeds({ hash, urls: [url] });
    await expect.poll(seeds, SOON).toEqual([]);
  });

  test.for(ODD_PATHS)('a tracker with the path %s', async (path, { skip }) => {
    skip(path.includes('|') && !live.atLeast('5.1'), '4.5 takes a bar for the end of an address');
    const { torrents } = live.client;
    const { hash } = await newTorrent(live);
    const trackers = async () => {
      const all = await torrents.trackers({ hash });
      return all.map(({ url }) => url).filter((url) => url.startsWith('http'));
    };
    const hashes = [hash];
    await torrents.addTrackers({ hashes, urls: [`http://127.0.0.1:1${path}`] });
    await expect.poll(trackers, SOON).toHaveLength(1);
    const [url = ''] = await trackers();
    await torrents.editTracker({ hash, url, newUrl: 'http://127.0.0.1:1/changed' });
    await expect.poll(trackers, SOON).toEqual(['http://127.0.0.1:1/changed']);
    await torrents.addTrackers({ hashes, urls: [url] });
    await expect.poll(trackers, SOON).toHaveLength(2);
    await torrents.removeTrackers({ hashes, urls: await trackers() });
    await expect.poll(trackers, SOON).toEqual([]);
  });

  test('files and folders', async () => {
    const { torrents } = live.client;
    const { hash } = await newTorrent(live);
    const name = async () => (await torrents.files({ hash }))[0]?.name ?? '';
    await torrents.renameFile({ hash, oldPath: await name(), newPath: `${TEXT}/"<>${TEXT}` });
    await expect.poll(name, SOON).toBe(`${TEXT}/"<>${TEXT}`);
    await torrents.renameFolder({ hash, oldPath: TEXT, newPath: 'folder' });
    await expect.poll(name, SOON).toBe(`folder/"<>${TEXT}`);
    // 5.1.0 has lost one that came while the folder before it was still being renamed.
    const flatten = async () => {
      const oldPath = await name();
      if (oldPath !== 'plain') await torrents.renameFile({ hash, oldPath, newPath: 'plain' });
      return oldPath;
    };
    await expect.poll(flatten, { ...SOON, interval: 1_000 }).toBe('plain');
  });

  test('tags', async () => {
    const { torrents } = live.client;
    const { hash } = await newTorrent(live, { tags: ['"a" & <b>', TEXT] });
    const hashes = [hash];
    const tags = await torrents.tags();
    await torrents.removeTags({ hashes, tags });
    expect((await torrentOf(live.client, hash))?.tags).toBe('');
    await torrents.addTags({ hashes, tags });
    const { tags: all = '' } = (await torrentOf(live.client, hash)) ?? {};
    expect(all.split(', ').toSorted()).toEqual(tags.toSorted());
    await torrents.deleteTags({ tags: all.split(', ') });
    expect(await torrents.tags()).toEqual([]);
  });

  test('categories', async () => {
    const { torrents } = live.client;
    await torrents.createCategory({ category: newName(), savePath: `/tmp/${TEXT}` });
    await torrents.createCategory({ category: newName(), downloadPath: `/tmp/${TEXT}` });
    await torrents.createCategory({ category: newName(), downloadPath: false });
    await torrents.createCategory({ category: newName(), downloadPath: true });
    const before = await torrents.categories();
    for (const [category, { savePath, download_path: downloadPath }] of Object.entries(before)) {
      // Before 5.2 it is an error when nothing changes.
      await torrents.editCategory({ category, savePath: '/tmp/other', downloadPath });
      await torrents.editCategory({ category, savePath, downloadPath });
    }
    expect(await torrents.categories()).toEqual(before);
    await torrents.removeCategories({ categories: Object.keys(before) });
    expect(await torrents.categories()).toEqual({});
  });

  test('feeds that are called by their address, and their rules', async () => {
    const { rss } = live.client;
    await rss.addFeed({ url: await startFeed() });
    const [path = ''] = Object.keys(await rss.items());
    await rss.moveItem({ itemPath: path, destPath: TEXT });
    await rss.moveItem({ itemPath: TEXT, destPath: path });
    await rss.removeItem({ path });
    expect(await rss.items()).toEqual({});
    await rss.setRule({ ruleName: TEXT, ruleDef: { mustContain: TEXT } });
    const before = await rss.rules();
    for (const [ruleName, ruleDef] of Object.entries(before)) {
      await rss.setRule({ ruleName, ruleDef });
    }
    expect(await rss.rules()).toEqual(before);
  });

  test('cookies since 5.1', async ({ skip }) => {
    skip(!live.atLeast('5.1'), 'since 5.1');
    const { app } = live.client;
    const expirationDate = Math.ceil(Date.now() / 1000) + 86_400;
    const cookie = { domain: '.example.org', path: '/a b%20', expirationDate };
    const cookies = ['', 'a=b', 'x%20y', '{"a":1}'].map((value, at) => ({
      ...{ ...cookie, name: `name${at}` },
      value,
    }));
    await app.setCookies({ cookies });
    const before = await app.cookies();
    expect(before).toHaveLength(cookies.length);
    await app.setCookies({ cookies: before });
    expect(await app.cookies()).toEqual(before);
    await app.setCookies({ cookies: [] });
    expect(await app.cookies()).toEqual([]);
  });

  test('all preferences', async () => {
    const { app } = live.client;
    const before = await app.preferences();
    await app.setPreferences(before);
    expect(await app.preferences()).toEqual(before);
  });
});
