import { expect, test } from 'vitest';
import { encodeRequest } from '../src/core.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { withoutInput } from './row-without-input.ts';

const API = new URL('http://host/api/v2/');

/** What the server may get twice without harm: what is only read, and not counted. */
const REPEATABLE = [
  'app/buildInfo',
  'app/cookies',
  'app/defaultSavePath',
  'app/getDirectoryContent',
  'app/getFreeSpaceAtPath',
  'app/networkInterfaceAddressList',
  'app/networkInterfaceList',
  'app/preferences',
  'app/processInfo',
  'app/version',
  'app/webapiVersion',
  'clientdata/load',
  'log/main',
  'log/peers',
  'rss/exportRules',
  'rss/items',
  'rss/matchingArticles',
  'rss/rules',
  'search/categories',
  'search/plugins',
  'search/results',
  'search/status',
  'torrentcreator/status',
  'torrentcreator/torrentFile',
  'torrents/SSLParameters',
  'torrents/categories',
  'torrents/count',
  'torrents/downloadFile',
  'torrents/downloadLimit',
  'torrents/export',
  'torrents/files',
  'torrents/info',
  'torrents/pieceAvailability',
  'torrents/pieceHashes',
  'torrents/pieceStates',
  'torrents/properties',
  'torrents/saveMetadata',
  'torrents/tags',
  'torrents/trackers',
  'torrents/uploadLimit',
  'torrents/webseeds',
  'transfer/downloadLimit',
  'transfer/getSpeedLimits',
  'transfer/info',
  'transfer/speedLimitsMode',
  'transfer/uploadLimit',
];

test('only requests that read are repeatable, and none that the server counts', () => {
  const sent = ENDPOINTS.map((row) => ({
    path: row.path,
    request: encodeRequest(withoutInput(row), undefined as never, API),
  }));
  const repeatable = sent.filter(({ request }) => request.repeatable).map(({ path }) => path);
  expect([...new Set(repeatable)].sort()).toEqual(REPEATABLE);
});
