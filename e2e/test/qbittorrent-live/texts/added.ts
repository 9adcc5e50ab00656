import { join } from 'node:path';
import type { AddTorrentsInput, Torrent } from '@portkeep/qbittorrent-client';
import { temporaryFolder } from '../../../src/temporary-folder.ts';
import { waitUntil } from '../../../src/wait-until.ts';
import type { Live } from '../live.ts';
import { startRecorder } from '../recorder.ts';
import { torrentOf } from '../torrent.ts';
import { newName, newTorrent, PATH, type Probe, TEXT } from './probe.ts';

/** What `torrents.add` takes. */
export const ADDED: Readonly<Record<string, Probe>> = {
  'torrents.add.urls': {
    async show({ client }) {
      const recorder = await startRecorder();
      const urls = [`${recorder.url}${PATH}`, `${recorder.url}/two${PATH}`];
      await client.torrents.add({ urls });
      await waitUntil('both are fetched', () => recorder.paths.length === 2);
      return [[PATH, `/two${PATH}`], recorder.paths.toSorted((a, b) => a.length - b.length)];
    },
  },
  'torrents.add.savePath': {
    show: (live) => added(live, join(temporaryFolder(), TEXT), 'savePath', 'save_path'),
  },
  'torrents.add.downloadPath': {
    show: (live) => added(live, join(temporaryFolder(), TEXT), 'downloadPath', 'download_path'),
  },
  'torrents.add.category': { show: (live) => added(live, newName(), 'category', 'category') },
  'torrents.add.tags': {
    async show(live) {
      const { hash } = await newTorrent(live, { tags: [TEXT] });
      return [TEXT, (await torrentOf(live.client, hash))?.tags];
    },
  },
  'torrents.add.rename': { show: (live) => added(live, newName(), 'rename', 'name') },
};

async function added(live: Live, text: string, input: keyof AddTorrentsInput, key: keyof Torrent) {
  const { hash } = await newTorrent(live, { useDownloadPath: true, [input]: text });
  return [text, (await torrentOf(live.client, hash))?.[key]] as const;
}
