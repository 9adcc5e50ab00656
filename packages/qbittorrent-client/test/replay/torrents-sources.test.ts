import { expect } from 'vitest';
import { hashes, MULTI, SINGLE } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

const TRACKER = 'http://127.0.0.1:23300/announce';
const SEED = 'http://127.0.0.1:23301/ws';

replay([
  {
    exchange: 't-trackers',
    call: (client) => client.torrents.trackers({ hash: MULTI }),
    check: (result) =>
      expect(result).toMatchObject([
        { url: '** [DHT] **', tier: -1 },
        { url: '** [PeX] **' },
        { url: '** [LSD] **' },
        { url: 'http://127.0.0.1:23300/announce', tier: 0 },
        { url: 'http://127.0.0.1:23399/dead', tier: 1 },
      ]),
  },
  { exchange: 't-trackers-a', call: (client) => client.torrents.trackers({ hash: SINGLE }) },
  {
    exchange: 'trackers-working',
    call: (client) => client.torrents.trackers({ hash: SINGLE }),
    check: (result) => expect(result).toContainEqual(expect.objectContaining({ status: 2 })),
  },
  {
    exchange: 't-addTrackers',
    call: (client) =>
      client.torrents.addTrackers({ hashes, urls: [`${TRACKER}2`, 'udp://127.0.0.1:23398'] }),
  },
  {
    exchange: 't-editTracker',
    call: (client) =>
      client.torrents.editTracker({ hash: MULTI, url: `${TRACKER}2`, newUrl: `${TRACKER}3` }),
  },
  {
    exchange: 'editTracker-missing',
    call: (client) =>
      client.torrents.editTracker({
        hash: MULTI,
        url: 'http://127.0.0.1:1/none',
        newUrl: 'http://127.0.0.1:23300/x',
      }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-removeTrackers',
    call: (client) => client.torrents.removeTrackers({ hashes, urls: [`${TRACKER}3`] }),
  },
  {
    exchange: 'removeTrackers-missing',
    call: (client) => client.torrents.removeTrackers({ hashes, urls: ['http://127.0.0.1:1/none'] }),
  },
  {
    exchange: 't-reannounce',
    call: (client) => client.torrents.reannounce({ hashes }),
  },
  {
    exchange: 'reannounce-all',
    call: (client) => client.torrents.reannounce({ hashes: 'all' }),
  },
  {
    exchange: 't-webseeds',
    call: (client) => client.torrents.webSeeds({ hash: MULTI }),
    check: (result) => expect(result).toEqual([{ url: 'http://127.0.0.1:23301/webseed/' }]),
  },
  {
    exchange: 't-addWebSeeds',
    call: (client) => client.torrents.addWebSeeds({ hash: MULTI, urls: [`${SEED}2/`] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-editWebSeed',
    call: (client) =>
      client.torrents.editWebSeed({ hash: MULTI, url: `${SEED}2/`, newUrl: `${SEED}3/` }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-removeWebSeeds',
    call: (client) => client.torrents.removeWebSeeds({ hash: MULTI, urls: [`${SEED}3/`] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 'addPeers',
    call: (client) => client.torrents.addPeers({ hashes: [SINGLE], peers: ['127.0.0.1:23402'] }),
    check: (result) => expect(result).toEqual({ [SINGLE]: { added: 1, failed: 0 } }),
  },
  {
    exchange: 'addPeers-bad',
    call: (client) => client.torrents.addPeers({ hashes: [SINGLE], peers: ['garbage'] }),
    code: 'QBT_BAD_REQUEST',
  },
]);
