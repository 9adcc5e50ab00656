import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isQBittorrentError } from '@portkeep/qbittorrent-client';
import { temporaryFolder } from '../../../src/temporary-folder.ts';
import { waitUntil } from '../../../src/wait-until.ts';
import type { Live } from '../live.ts';
import { startRecorder } from '../recorder.ts';
import { addTorrent, bytesOf, makeTorrent, torrentOf } from '../torrent.ts';
import { newTorrent, PATH, type Probe, TEXT } from './probe.ts';

const ONE = `http://127.0.0.1:1/one${PATH}`;
const TWO = `http://127.0.0.1:1/two${PATH}`;
const THREE = `http://127.0.0.1:1/three${PATH}`;

/** The addresses of torrents, their trackers and web seeds, and their files and folders. */
export const ADDRESSES: Readonly<Record<string, Probe>> = {
  'torrents.addTrackers.urls': { show: tracked },
  'torrents.editTracker.url': { show: tracked },
  'torrents.editTracker.newUrl': { show: tracked },
  'torrents.removeTrackers.urls': { show: tracked },
  'torrents.reannounce.trackers': {
    since: '5.2',
    async show(live) {
      const recorder = await startRecorder('d8:intervali1800e12:min intervali1e5:peers0:e');
      const { hash } = await newTorrent(live, { stopped: false });
      const hashes = [hash];
      // libtorrent asks no other path of a server on loopback.
      const tracker = `${recorder.url}/announce${PATH}`;
      await live.client.torrents.addTrackers({ hashes, urls: [tracker] });
      await waitUntil('it is asked', () => recorder.paths.length === 1);
      await live.client.torrents.reannounce({ hashes, trackers: [tracker] });
      const again = await waitUntil('it is asked again', () => recorder.paths[1]);
      return [`/announce${PATH}`, again.split('?')[0]];
    },
  },
  'torrents.addWebSeeds.urls': { since: '5.1', show: seeded },
  'torrents.editWebSeed.url': { since: '5.1', show: seeded },
  'torrents.editWebSeed.newUrl': { since: '5.1', show: seeded },
  'torrents.removeWebSeeds.urls': { since: '5.1', show: seeded },
  'torrents.fetchMetadata.source': { since: '5.2', show: fetched },
  'torrents.saveMetadata.source': { since: '5.2', show: fetched },
  'torrents.renameFolder.oldPath': { show: renamedFolder },
  'torrents.renameFolder.newPath': { show: renamedFolder },
  'torrents.downloadFile.file': {
    since: '5.3',
    async show(live) {
      const made = makeTorrent(`${randomUUID()} ${TEXT}`);
      const savePath = temporaryFolder();
      writeFileSync(join(savePath, made.name), made.content);
      await addTorrent(live.client, made, { savePath });
      await live.client.torrents.recheck({ hashes: [made.hash] });
      await waitUntil('it is complete', async () => {
        return (await torrentOf(live.client, made.hash))?.progress === 1;
      });
      const stream = await live.client.torrents.downloadFile({ hash: made.hash, file: made.name });
      return [made.content.toString(), (await bytesOf(stream)).toString()];
    },
  },
};

/** Trackers are added, one is changed and one removed. */
async function tracked(live: Live) {
  const { torrents } = live.client;
  const { hash } = await newTorrent(live);
  const urls = async () => {
    const all = (await torrents.trackers({ hash })).map(({ url }) => url);
    return all.filter((url) => url.startsWith('http')).toSorted();
  };
  await torrents.addTrackers({ hashes: [hash], urls: [ONE, TWO] });
  await waitUntil('they are added', async () => (await urls()).length === 2);
  const added = await urls();
  await torrents.removeTrackers({ hashes: [hash], urls: [TWO] });
  await waitUntil('one is removed', async () => (await urls()).length === 1);
  await torrents.editTracker({ hash, url: ONE, newUrl: THREE });
  await waitUntil('the other is changed', async () => (await urls())[0]?.includes('three'));
  // A changed one is listed with a space and an umlaut, which mean the same.
  const changed = (await urls()).map((url) => new URL(url).href);
  return [
    [ONE, TWO, new URL(THREE).href],
    [...added, ...changed],
  ] as const;
}

/** As {@link tracked}; what is listed is what can be given back, not what was given. */
async function seeded(live: Live) {
  const { torrents } = live.client;
  const { hash } = await newTorrent(live);
  const urls = async () => (await torrents.webSeeds({ hash })).map(({ url }) => url).toSorted();
  await torrents.addWebSeeds({ hash, urls: [ONE, TWO] });
  await waitUntil('they are added', async () => (await urls()).length === 2);
  await torrents.removeWebSeeds({ hash, urls: [TWO] });
  await waitUntil('one is removed', async () => (await urls()).length === 1);
  await torrents.editWebSeed({ hash, url: ONE, newUrl: THREE });
  await waitUntil('the other is changed', async () => (await urls())[0]?.includes('three'));
  return [[new URL(THREE).pathname], (await urls()).map((url) => new URL(url).pathname)] as const;
}

/** Looked at, kept as a file, and added with the priorities of its files. */
async function fetched({ client: { torrents } }: Live) {
  const made = makeTorrent(`${randomUUID()}.bin`);
  const recorder = await startRecorder(new Uint8Array(await made.file.arrayBuffer()));
  const source = `${recorder.url}${PATH}`;
  await waitUntil('it is fetched', async () => (await torrents.fetchMetadata({ source })).info);
  const saved = await bytesOf(await torrents.saveMetadata({ source }));
  await torrents.add({ urls: [source], filePriorities: [7], stopped: true });
  const files = await waitUntil('it is added', () => torrents.files({ hash: made.hash }));
  return [
    [PATH, true, 7],
    [recorder.paths.join(), saved.includes(made.name), files[0]?.priority],
  ] as const;
}

async function renamedFolder(live: Live) {
  const { torrents } = live.client;
  const { hash, name } = await newTorrent(live);
  const nameNow = async () => (await torrents.files({ hash }))[0]?.name;
  await torrents.renameFile({ hash, oldPath: name, newPath: `1 ${TEXT}/file` });
  await waitUntil('it is in a folder', async () => (await nameNow())?.endsWith('/file'));
  const rename = () =>
    torrents.renameFolder({ hash, oldPath: `1 ${TEXT}`, newPath: `2 ${TEXT}` }).then(
      () => true,
      // 5.1.0 shows the folder a moment before it knows it.
      (error: unknown) => {
        if (isQBittorrentError(error) && error.code === 'QBT_CONFLICT') return false;
        throw error;
      },
    );
  await waitUntil('the folder can be renamed', rename);
  await waitUntil('the folder is renamed', async () => (await nameNow())?.startsWith('2'));
  return [`2 ${TEXT}/file`, await nameNow()] as const;
}
