import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const SOURCES = {
  trackers: torrents.trackers,
  addTrackers: torrents.addTrackers,
  editTracker: torrents.editTracker,
  removeTrackers: torrents.removeTrackers,
  reannounce: torrents.reannounce,
  webSeeds: torrents.webSeeds,
  addWebSeeds: torrents.addWebSeeds,
  editWebSeed: torrents.editWebSeed,
  removeWebSeeds: torrents.removeWebSeeds,
  addPeers: torrents.addPeers,
};

/** A tracker whose URL would not survive a list that is decoded once more. */
const ODD_URL = 'http://t.test/announce?name=%C6|é';

describeCalls('torrents', SOURCES, [
  {
    name: 'torrents.trackers',
    call: (client) => client.torrents.trackers({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/trackers',
    params: { hash: 'a1' },
    // As old servers write it.
    reply: '[{"url":"** [DHT] **","tier":"","status":"Works","msg":"","num_peers":0}]',
    expected: [{ url: '** [DHT] **', tier: -1, status: 'Works', msg: '', num_peers: 0 }],
  },
  {
    name: 'torrents.addTrackers',
    call: (client) =>
      client.torrents.addTrackers({ hashes: HASHES, urls: ['udp://t.test:1', ODD_URL] }),
    method: 'POST',
    path: 'torrents/addTrackers',
    params: { hash: 'a1|b2', urls: `udp://t.test:1\n${ODD_URL}` },
  },
  {
    name: 'torrents.editTracker',
    call: (client) =>
      client.torrents.editTracker({
        hash: 'a1',
        url: 'udp://t.test:1',
        newUrl: 'udp://t.test:2',
        tier: 3,
      }),
    method: 'POST',
    path: 'torrents/editTracker',
    params: {
      hash: 'a1',
      origUrl: 'udp://t.test:1',
      url: 'udp://t.test:1',
      newUrl: 'udp://t.test:2',
      tier: '3',
    },
  },
  {
    name: 'torrents.removeTrackers',
    call: (client) =>
      client.torrents.removeTrackers({ hashes: HASHES, urls: ['udp://t.test:1', ODD_URL] }),
    method: 'POST',
    path: 'torrents/removeTrackers',
    params: {
      hash: 'a1|b2',
      urls: 'udp://t.test:1|http://t.test/announce?name=%25C6%7C%C3%A9',
    },
  },
  {
    name: 'torrents.removeTrackers',
    call: (client) => client.torrents.removeTrackers({ hashes: 'all', urls: ['udp://t.test:1'] }),
    method: 'POST',
    path: 'torrents/removeTrackers',
    params: { hash: 'all', urls: 'udp://t.test:1' },
  },
  {
    name: 'torrents.removeTrackers',
    call: (client) => client.torrents.removeTrackers({ hashes: 'all', urls: [ODD_URL] }),
    method: 'POST',
    path: 'torrents/removeTrackers',
    params: { hash: '*', urls: 'http://t.test/announce?name=%25C6%7C%C3%A9' },
    version: '2.11.4',
  },
  {
    name: 'torrents.removeTrackers',
    call: (client) =>
      client.torrents.removeTrackers({
        hashes: ['a1'],
        urls: ['udp://t.test:1', 'udp://t.test/%C6'],
      }),
    method: 'POST',
    path: 'torrents/removeTrackers',
    params: { hash: 'a1', urls: 'udp://t.test:1|udp://t.test/%C6' },
    version: '2.11.2',
  },
  {
    name: 'torrents.reannounce',
    call: (client) =>
      client.torrents.reannounce({ hashes: HASHES, trackers: ['http://t.test/a|b', 'udp://t'] }),
    method: 'POST',
    path: 'torrents/reannounce',
    params: { hashes: 'a1|b2', urls: 'http%3A%2F%2Ft.test%2Fa%7Cb|udp%3A%2F%2Ft' },
  },
  {
    name: 'torrents.webSeeds',
    call: (client) => client.torrents.webSeeds({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/webseeds',
    params: { hash: 'a1' },
    reply: '[{"url":"http://seed.test/"}]',
    expected: [{ url: 'http://seed.test/' }],
  },
  {
    name: 'torrents.addWebSeeds',
    call: (client) =>
      client.torrents.addWebSeeds({
        hash: 'a1',
        urls: ['http://s.test/a%20b', 'ftp://s.test/a+b/'],
      }),
    method: 'POST',
    path: 'torrents/addWebSeeds',
    params: { hash: 'a1', urls: 'http://s.test/a%2520b|ftp://s.test/a+b/' },
  },
  {
    name: 'torrents.editWebSeed',
    call: (client) =>
      client.torrents.editWebSeed({
        hash: 'a1',
        url: 'http://s.test/%20',
        newUrl: 'http://s.test/%21',
      }),
    method: 'POST',
    path: 'torrents/editWebSeed',
    params: { hash: 'a1', origUrl: 'http://s.test/%2520', newUrl: 'http://s.test/%2521' },
  },
  {
    name: 'torrents.removeWebSeeds',
    call: (client) =>
      client.torrents.removeWebSeeds({ hash: 'a1', urls: ['http://s.test/%20', 'http://s.test/'] }),
    method: 'POST',
    path: 'torrents/removeWebSeeds',
    params: { hash: 'a1', urls: 'http://s.test/%2520|http://s.test/' },
  },
  {
    name: 'torrents.addPeers',
    call: (client) =>
      client.torrents.addPeers({ hashes: HASHES, peers: ['192.0.2.1:6881', '[2001:db8::1]:6882'] }),
    method: 'POST',
    path: 'torrents/addPeers',
    params: { hashes: 'a1|b2', peers: '192.0.2.1:6881|[2001:db8::1]:6882' },
    reply: '{"a1":{"added":1,"failed":1}}',
    expected: { a1: { added: 1, failed: 1 } },
  },
]);
