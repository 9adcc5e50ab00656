import { join } from 'node:path';
import { temporaryFolder } from '../../../src/temporary-folder.ts';
import { waitUntil } from '../../../src/wait-until.ts';
import type { Live } from '../live.ts';
import { torrentOf } from '../torrent.ts';
import { newName, newTorrent, type Probe, TEXT } from './probe.ts';

const TAG = TEXT;

/** The texts that `torrents` takes, except for addresses and those of `add`. */
export const TORRENTS: Readonly<Record<string, Probe>> = {
  'torrents.addTags.tags': {
    show: (live) => tagged(live, ({ addTags }, hashes) => addTags({ hashes, tags: [TAG] })),
  },
  'torrents.setTags.tags': {
    since: '5.1',
    show: (live) => tagged(live, ({ setTags }, hashes) => setTags({ hashes, tags: [TAG] })),
  },
  'torrents.removeTags.tags': {
    async show(live) {
      const { hash } = await newTorrent(live, { tags: [TAG, 'other'] });
      await live.client.torrents.removeTags({ hashes: [hash], tags: [TAG] });
      return ['other', (await torrentOf(live.client, hash))?.tags];
    },
  },
  'torrents.createTags.tags': {
    async show({ client: { torrents } }) {
      const tag = newName();
      await torrents.createTags({ tags: [tag] });
      return [true, (await torrents.tags()).includes(tag)];
    },
  },
  'torrents.deleteTags.tags': {
    async show({ client: { torrents } }) {
      const tag = newName();
      await torrents.createTags({ tags: [tag] });
      await torrents.deleteTags({ tags: [tag] });
      return [false, (await torrents.tags()).includes(tag)];
    },
  },
  'torrents.createCategory.category': { show: categorised },
  'torrents.createCategory.savePath': { show: categorised },
  'torrents.createCategory.downloadPath': { show: categorised },
  'torrents.editCategory.category': { show: recategorised },
  'torrents.editCategory.savePath': { show: recategorised },
  'torrents.editCategory.downloadPath': { show: recategorised },
  'torrents.setCategory.category': {
    async show(live) {
      const category = newName();
      const { hash } = await newTorrent(live);
      await live.client.torrents.createCategory({ category });
      await live.client.torrents.setCategory({ hashes: [hash], category });
      return [category, (await torrentOf(live.client, hash))?.category];
    },
  },
  'torrents.removeCategories.categories': {
    async show({ client: { torrents } }) {
      const category = newName();
      await torrents.createCategory({ category });
      await torrents.removeCategories({ categories: [category] });
      return [false, category in (await torrents.categories())];
    },
  },
  'torrents.info.category': {
    async show(live) {
      const category = newName();
      const { hash } = await newTorrent(live, { category });
      return [[hash], (await live.client.torrents.info({ category })).map((each) => each.hash)];
    },
  },
  'torrents.info.tag': {
    async show(live) {
      const tag = newName();
      const { hash } = await newTorrent(live, { tags: [tag] });
      return [[hash], (await live.client.torrents.info({ tag })).map((each) => each.hash)];
    },
  },
  'torrents.rename.name': {
    async show(live) {
      const { hash } = await newTorrent(live);
      await live.client.torrents.rename({ hash, name: TEXT });
      return [TEXT, (await torrentOf(live.client, hash))?.name];
    },
  },
  'torrents.renameFile.oldPath': { show: renamedFile },
  'torrents.renameFile.newPath': { show: renamedFile },
  'torrents.setComment.comment': {
    since: '5.2',
    async show(live) {
      const { hash } = await newTorrent(live);
      await live.client.torrents.setComment({ hashes: [hash], comment: TEXT });
      return [TEXT, (await live.client.torrents.properties({ hash })).comment];
    },
  },
  'torrents.setLocation.location': {
    show: (live) =>
      located(live, 'save_path', ({ setLocation }, hashes, location) => {
        return setLocation({ hashes, location });
      }),
  },
  'torrents.setSavePath.path': {
    show: (live) =>
      located(live, 'save_path', ({ setSavePath }, hashes, path) => setSavePath({ hashes, path })),
  },
  'torrents.setDownloadPath.path': {
    show: (live) =>
      located(live, 'download_path', ({ setDownloadPath }, hashes, path) => {
        return setDownloadPath({ hashes, path });
      }),
  },
};

type Torrents = Live['client']['torrents'];

async function tagged(
  live: Live,
  call: (torrents: Torrents, hashes: readonly string[]) => Promise<void>,
) {
  const { hash } = await newTorrent(live);
  await call(live.client.torrents, [hash]);
  return [TAG, (await torrentOf(live.client, hash))?.tags] as const;
}

async function categorised({ client: { torrents } }: Live) {
  const category = newName();
  const given = { savePath: `/tmp/${TEXT}`, downloadPath: `/tmp/d${TEXT}` };
  await torrents.createCategory({ category, ...given });
  const { savePath, download_path: downloadPath } = (await torrents.categories())[category] ?? {};
  return [given, { savePath, downloadPath }] as const;
}

async function recategorised({ client: { torrents } }: Live) {
  const category = newName();
  const given = { savePath: `/tmp/${TEXT}`, downloadPath: `/tmp/d${TEXT}` };
  await torrents.createCategory({ category });
  await torrents.editCategory({ category, ...given });
  const { savePath, download_path: downloadPath } = (await torrents.categories())[category] ?? {};
  return [given, { savePath, downloadPath }] as const;
}

/** From one name with the text to another, so that both matter. */
async function renamedFile(live: Live) {
  const { torrents } = live.client;
  const { hash, name } = await newTorrent(live);
  const nameNow = async () => (await torrents.files({ hash }))[0]?.name;
  const [first, second] = [`1 ${TEXT}`, `2 ${TEXT}`];
  await torrents.renameFile({ hash, oldPath: name, newPath: first });
  await waitUntil('it is renamed', async () => (await nameNow()) !== name);
  await torrents.renameFile({ hash, oldPath: (await nameNow()) ?? '', newPath: second });
  await waitUntil('it is renamed again', async () => !(await nameNow())?.startsWith('1'));
  return [second, await nameNow()] as const;
}

async function located(
  live: Live,
  key: 'save_path' | 'download_path',
  call: (torrents: Torrents, hashes: readonly string[], path: string) => Promise<void>,
) {
  const path = join(temporaryFolder(), TEXT);
  const { hash } = await newTorrent(live);
  const before = (await torrentOf(live.client, hash))?.[key];
  await call(live.client.torrents, [hash], path);
  const after = await waitUntil('it has moved', async () => {
    const now = (await torrentOf(live.client, hash))?.[key];
    return now !== before && now;
  });
  return [path, after] as const;
}
