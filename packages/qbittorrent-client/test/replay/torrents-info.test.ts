import * as v from 'valibot';
import { expect } from 'vitest';
import { TorrentSchema } from '../../src/records/torrent.ts';
import { MAGNET, MULTI, SINGLE } from '../recorded-torrents.ts';
import { type ReplayCase, replay } from '../replay.ts';

const hasTorrents = (count: number): NonNullable<ReplayCase['check']> => {
  return (result) => expect(v.parse(v.array(TorrentSchema), result)).toHaveLength(count);
};

replay([
  {
    exchange: 'info-empty',
    call: (client) => client.torrents.info(),
    check: hasTorrents(0),
  },
  { exchange: 'info', call: (client) => client.torrents.info(), check: hasTorrents(3) },
  {
    exchange: 'info-includeFiles',
    call: (client) => client.torrents.info({ includeFiles: true, hashes: [MULTI] }),
    check: (result, version) => {
      const [torrent] = v.parse(v.array(TorrentSchema), result);
      expect(torrent?.files?.map(({ index }) => index)).toEqual(
        version === '5.2.3' ? [0, 1, 2] : undefined,
      );
    },
  },
  {
    exchange: 'info-filter',
    call: (client) =>
      client.torrents.info({
        filter: 'downloading',
        sort: 'name',
        reverse: true,
        limit: 1,
        offset: 0,
      }),
    check: hasTorrents(1),
  },
  {
    exchange: 'info-filter-bogus',
    call: (client) => client.torrents.info({ filter: 'bogus' }),
    check: hasTorrents(3),
  },
  {
    exchange: 'info-sort-bogus',
    call: (client) => client.torrents.info({ sort: 'bogus' }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'info-hash-bogus',
    call: (client) => client.torrents.info({ hashes: ['zzz'] }),
    check: hasTorrents(0),
  },
  {
    exchange: 'info-after-stop',
    call: (client) => client.torrents.info({ hashes: [MULTI] }),
    check: (result) => expect(result).toMatchObject([{ hash: MULTI, f_l_piece_prio: true }]),
  },
  {
    exchange: 'info-after-stop',
    call: (client) => client.torrents.get({ hash: MULTI }),
    check: (result) => expect(result).toMatchObject({ hash: MULTI, f_l_piece_prio: true }),
  },
  {
    exchange: 'info-hash-bogus',
    call: (client) => client.torrents.get({ hash: 'zzz' }),
    code: 'QBT_NOT_FOUND',
  },
  { exchange: 'info-dl', call: (client) => client.torrents.info() },
  {
    exchange: 'info-includeAll',
    call: (client) => client.torrents.info({ includeTrackers: true, includeFiles: true }),
    check: (result) => {
      const [torrent] = v.parse(v.array(TorrentSchema), result);
      expect(torrent?.trackers?.[0]).toMatchObject({ tier: 0, endpoints: [{ bt_version: 1 }] });
    },
  },
  {
    exchange: 'count',
    call: (client) => client.torrents.count(),
    unsupported: ['4.5.2'],
    check: (result) => expect(result).toBe(3),
  },
  {
    exchange: 't-properties',
    call: (client) => client.torrents.properties({ hash: MULTI }),
    check: (result) => expect(result).toMatchObject({ hash: MULTI, pieces_num: 6 }),
  },
  {
    exchange: 't-properties-a',
    call: (client) => client.torrents.properties({ hash: SINGLE }),
    check: (result) => expect(result).toMatchObject({ dl_limit: 60_000, up_limit: 100_000 }),
  },
  {
    exchange: 'properties-magnet',
    call: (client) => client.torrents.properties({ hash: MAGNET }),
    check: (result) => expect(result).toMatchObject({ is_private: false, total_size: -1 }),
  },
  {
    exchange: 'properties-notfound',
    call: (client) => client.torrents.properties({ hash: '0'.repeat(40) }),
    code: 'QBT_NOT_FOUND',
  },
]);
