import { describe, expect, test } from 'vitest';
import type { QBittorrentClient } from '../src/core.ts';
import { caught } from './caught.ts';
import { recordingClient, VERSION_QUESTION } from './recording-client.ts';

type Call = (client: QBittorrentClient) => Promise<unknown>;

async function refusal(call: Call, version = '2.16.2'): Promise<string> {
  const { client, requests } = recordingClient(version, () => {
    throw new Error('sent');
  });
  const { code, message } = await caught(call(client));
  expect(code).toBe('QBT_BAD_REQUEST');
  expect(requests.filter(({ url }) => !url.endsWith(VERSION_QUESTION))).toEqual([]);
  return message;
}

describe('what is not an info hash, and would mean all torrents or several', () => {
  const CALLS: Record<string, (hashes: readonly string[]) => Call> = {
    delete: (hashes) => (client) => client.torrents.delete({ hashes, deleteFiles: true }),
    info: (hashes) => (client) => client.torrents.info({ hashes }),
    topPrio: (hashes) => (client) => client.torrents.topPrio({ hashes }),
    uploadLimit: (hashes) => (client) => client.torrents.uploadLimit({ hashes }),
    removeTrackers: (hashes) => (client) => client.torrents.removeTrackers({ hashes, urls: [] }),
  };

  test.each(Object.entries(CALLS))(
    'a text that is not an info hash, and would mean several or all torrents, is refused by %s',
    async (_, call) => {
      for (const hash of ['all', '', '*', 'a1|b2']) {
        expect(await refusal(call(['c3', hash]))).toBe(
          'Cannot use "hashes[1]": qBittorrent would take it for several items, or for all; give each item separately, without "|"',
        );
      }
    },
  );
});

describe('an item that holds the separator of its list', () => {
  const hashes = ['a1'];
  const CALLS: Record<string, [string, Call, version?: string]> = {
    'tags of torrents': ['tags', ({ torrents }) => torrents.addTags({ hashes, tags: ['a,b'] })],
    'tags to set': ['tags', ({ torrents }) => torrents.setTags({ hashes, tags: ['a,b'] })],
    'tags to remove': ['tags', ({ torrents }) => torrents.removeTags({ hashes, tags: ['a,b'] })],
    'tags to create': ['tags', ({ torrents }) => torrents.createTags({ tags: ['a,b'] })],
    'tags to delete': ['tags', ({ torrents }) => torrents.deleteTags({ tags: ['a,b'] })],
    'tags to add with': ['tags', ({ torrents }) => torrents.add({ urls: ['x'], tags: ['a,b'] })],
    'torrents to add': ['urls', ({ torrents }) => torrents.add({ urls: ['a\nb'] })],
    categories: [
      'categories',
      ({ torrents }) => torrents.removeCategories({ categories: ['a\nb'] }),
    ],
    'trackers to add': ['urls', ({ torrents }) => torrents.addTrackers({ hashes, urls: ['a\nb'] })],
    'trackers to remove before 5.1': [
      'urls',
      ({ torrents }) => torrents.removeTrackers({ hashes, urls: ['a|b'] }),
      '2.11.2',
    ],
    peers: ['peers', ({ torrents }) => torrents.addPeers({ hashes, peers: ['a|b'] })],
    'peers to ban': ['peers', ({ transfer }) => transfer.banPeers({ peers: ['a|b'] })],
    'plugins to search with': [
      'plugins',
      ({ search }) => search.start({ pattern: 'x', plugins: ['a|b'] }),
    ],
    'plugins to install': ['sources', ({ search }) => search.installPlugin({ sources: ['a|b'] })],
    'plugins to uninstall': ['names', ({ search }) => search.uninstallPlugin({ names: ['a|b'] })],
    'plugins to enable': [
      'names',
      ({ search }) => search.enablePlugin({ names: ['a|b'], enable: true }),
    ],
    'trackers of a new torrent before 5.2': [
      'trackers',
      ({ torrentCreator }) => torrentCreator.addTask({ sourcePath: '/x', trackers: ['a|b'] }),
      '2.11.4',
    ],
    'web seeds of a new torrent before 5.2': [
      'urlSeeds',
      ({ torrentCreator }) => torrentCreator.addTask({ sourcePath: '/x', urlSeeds: ['a|b'] }),
      '2.11.4',
    ],
  };

  test.each(Object.entries(CALLS))(
    'an item that holds the separator of its list is refused: %s',
    async (_, [name, call, version]) => {
      const message = await refusal(call, version);
      expect(message).toMatch(
        new RegExp(
          String.raw`^Cannot use "${name}\[0\]": .* for several items(, or for all)?; .* without "([|,]|\\n)"$`,
        ),
      );
      expect(message).not.toMatch(/a[|,\n]b/);
    },
  );
});
