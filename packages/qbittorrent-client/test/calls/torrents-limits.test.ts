import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const LIMITS = {
  downloadLimit: torrents.downloadLimit,
  uploadLimit: torrents.uploadLimit,
  setDownloadLimit: torrents.setDownloadLimit,
  setUploadLimit: torrents.setUploadLimit,
  setShareLimits: torrents.setShareLimits,
};

describeCalls('torrents', LIMITS, [
  {
    name: 'torrents.downloadLimit',
    call: (client) => client.torrents.downloadLimit({ hashes: ['a1', 'b2'] }),
    method: 'POST',
    path: 'torrents/downloadLimit',
    params: { hashes: 'a1|b2' },
    reply: '{"a1":60000,"b2":-1}',
    expected: { a1: 60_000, b2: -1 },
  },
  {
    name: 'torrents.uploadLimit',
    call: (client) => client.torrents.uploadLimit({ hashes: ['a1', 'b2'] }),
    method: 'POST',
    path: 'torrents/uploadLimit',
    params: { hashes: 'a1|b2' },
    reply: '{"a1":0,"b2":20000}',
    expected: { a1: 0, b2: 20_000 },
  },
  {
    name: 'torrents.setDownloadLimit',
    call: (client) => client.torrents.setDownloadLimit({ hashes: HASHES, limit: 1_048_576 }),
    method: 'POST',
    path: 'torrents/setDownloadLimit',
    params: { hashes: 'a1|b2', limit: '1048576' },
  },
  {
    name: 'torrents.setUploadLimit',
    call: (client) => client.torrents.setUploadLimit({ hashes: 'all', limit: 0 }),
    method: 'POST',
    path: 'torrents/setUploadLimit',
    params: { hashes: 'all', limit: '0' },
  },
  {
    name: 'torrents.setShareLimits',
    call: (client) => client.torrents.setShareLimits({ hashes: HASHES, ratioLimit: 1.5 }),
    method: 'POST',
    path: 'torrents/setShareLimits',
    params: {
      hashes: 'a1|b2',
      ratioLimit: '1.5',
      seedingTimeLimit: '-2',
      inactiveSeedingTimeLimit: '-2',
      shareLimitAction: 'Default',
      shareLimitsMode: 'Default',
    },
  },
  {
    name: 'torrents.setShareLimits',
    call: (client) =>
      client.torrents.setShareLimits({
        hashes: ['a1'],
        seedingTimeLimit: 60,
        inactiveSeedingTimeLimit: -1,
        shareLimitAction: 'Stop',
        shareLimitsMode: 'MatchAll',
      }),
    method: 'POST',
    path: 'torrents/setShareLimits',
    params: {
      hashes: 'a1',
      ratioLimit: '-2',
      seedingTimeLimit: '60',
      inactiveSeedingTimeLimit: '-1',
      shareLimitAction: 'Stop',
      shareLimitsMode: 'MatchAll',
    },
  },
]);
