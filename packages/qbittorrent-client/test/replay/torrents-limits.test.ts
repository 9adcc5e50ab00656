import { expect } from 'vitest';
import { hashes, SINGLE } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-downloadLimit',
    call: (client) => client.torrents.downloadLimit({ hashes: [SINGLE] }),
    check: (result) => expect(result).toEqual({ [SINGLE]: 60_000 }),
  },
  {
    exchange: 't-uploadLimit',
    call: (client) => client.torrents.uploadLimit({ hashes: [SINGLE] }),
    check: (result) => expect(result).toEqual({ [SINGLE]: 100_000 }),
  },
  {
    exchange: 'setDL',
    call: (client) => client.torrents.setDownloadLimit({ hashes: [SINGLE], limit: 60_000 }),
  },
  {
    exchange: 't-setUploadLimit',
    call: (client) => client.torrents.setUploadLimit({ hashes, limit: 1000 }),
  },
  {
    // 5.2.3 refuses it without the two parameters that the client always sends.
    exchange: 't-setShareLimits',
    call: (client) =>
      client.torrents.setShareLimits({
        hashes,
        ratioLimit: 2,
        seedingTimeLimit: -1,
        inactiveSeedingTimeLimit: -1,
      }),
    extra: ['shareLimitAction', 'shareLimitsMode'],
    only: ['4.5.2', '5.1.4'],
  },
  {
    exchange: 'setShareLimits-52',
    call: (client) =>
      client.torrents.setShareLimits({
        hashes,
        ratioLimit: 2,
        seedingTimeLimit: -1,
        inactiveSeedingTimeLimit: -1,
      }),
  },
]);
