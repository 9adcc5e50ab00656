import { expect } from 'vitest';
import type { RecordedVersion } from '../recorded-exchange.ts';
import { replay } from '../replay.ts';

const HASH = '9e7711c2634b51643be19e841ff15628fe614eec';
/** The number of the first full answer that was recorded. */
const FIRST: Readonly<Record<RecordedVersion, number>> = { '4.5.2': 1, '5.1.4': 2, '5.2.3': 2 };

replay([
  { exchange: 'maindata-full-1', call: (client) => client.sync.maindata({ rid: 0 }) },
  {
    exchange: 'maindata-full',
    call: (client) => client.sync.maindata({ rid: 0 }),
    check: (data) =>
      expect(data).toMatchObject({
        full_update: true,
        torrents: { [HASH]: { name: 'sample-a.bin' } },
        categories: { movies: { name: 'movies', savePath: '/srv/qbt/rec/cat2' } },
        tags: ['tag one', 'tag2'],
        server_state: {
          global_ratio: expect.any(Number),
          read_cache_hits: 0,
          read_cache_overload: 0,
          write_cache_overload: 0,
        },
      }),
  },
  {
    exchange: 'maindata-delta',
    call: (client, version) => client.sync.maindata({ rid: FIRST[version] }),
    check: (data) => expect(data).not.toHaveProperty('full_update'),
  },
  {
    exchange: 'maindata-delta2',
    call: (client, version) => client.sync.maindata({ rid: FIRST[version] + 1 }),
  },
  {
    exchange: 'maindata-badrid',
    call: (client) => client.sync.maindata({ rid: 99_999 }),
    check: (data) => expect(data).toMatchObject({ full_update: true }),
  },
  { exchange: 'maindata-full-dl', call: (client) => client.sync.maindata({ rid: 0 }) },
  { exchange: 'maindata-delta-dl', call: (client) => client.sync.maindata({ rid: 1 }) },
  { exchange: 'maindata-removed', call: (client) => client.sync.maindata({ rid: 2 }) },
  {
    exchange: 'torrentPeers-full',
    call: (client) => client.sync.torrentPeers({ hash: HASH, rid: 0 }),
    check: (data) => expect(data).toMatchObject({ full_update: true, show_flags: true }),
  },
  {
    exchange: 'torrentPeers-delta',
    call: (client) => client.sync.torrentPeers({ hash: HASH, rid: 1 }),
    check: (data) => expect(data).toMatchObject({ rid: 2 }),
  },
  {
    exchange: 'torrentPeers-404',
    call: (client) => client.sync.torrentPeers({ hash: '0'.repeat(40) }),
    code: 'QBT_NOT_FOUND',
  },
]);
