import * as v from 'valibot';
import { expect } from 'vitest';
import { TorrentSchema } from '../../src/records/torrent.ts';
import { type ReplayCase, replay } from '../replay.ts';

const MULTI = 'f692edac1522182f8ba5d24cd0ae2f97d42ada44';
const SINGLE = '9e7711c2634b51643be19e841ff15628fe614eec';
const MAGNET = 'a'.repeat(40);
const B_TORRENT = 'http://127.0.0.1:23301/b.torrent';

/** A file as long as the one that was sent. */
const fileOf = (bytes: number, name: string) => new File([new Uint8Array(bytes)], name);

const hasTorrents = (count: number): NonNullable<ReplayCase['check']> => {
  return (result) => expect(v.parse(v.array(TorrentSchema), result)).toHaveLength(count);
};

/** The answer to an add, which old versions give as a word. */
const added = (added: readonly string[], pending = 0): NonNullable<ReplayCase['check']> => {
  return (result, version) =>
    expect(result).toEqual(
      version === '5.2.3'
        ? { added, succeeded: added.length, pending, failed: 0 }
        : { added: [], succeeded: 1, pending: 0, failed: 0 },
    );
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
    exchange: 't-webseeds',
    call: (client) => client.torrents.webseeds({ hash: MULTI }),
    check: (result) => expect(result).toEqual([{ url: 'http://127.0.0.1:23301/webseed/' }]),
  },
  {
    exchange: 't-files',
    call: (client) => client.torrents.files({ hash: MULTI }),
    check: (result) =>
      expect(result).toMatchObject([
        { index: 0, name: 'multi/readme.txt', is_seed: false, piece_range: [0, 0] },
        { index: 1, size: 200_000 },
        { index: 2, name: 'multi/sub/ünïcode.bin' },
      ]),
  },
  {
    exchange: 'files-indexes',
    call: (client) => client.torrents.files({ hash: MULTI, indexes: [0, 2] }),
    check: (result) => expect(result).toMatchObject([{ index: 0 }, { index: 2 }]),
  },
  {
    exchange: 't-pieceStates',
    call: (client) => client.torrents.pieceStates({ hash: MULTI }),
    check: (result) => expect(result).toEqual([1, 1, 1, 1, 1, 1]),
  },
  {
    exchange: 't-pieceHashes',
    call: (client) => client.torrents.pieceHashes({ hash: MULTI }),
    check: (result) => expect(result).toContain('5a1165c6957f14bfba8aa470f63e58e189f11290'),
  },
  {
    exchange: 't-pieceAvailability',
    call: (client) => client.torrents.pieceAvailability({ hash: MULTI }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toEqual([1, 1, 1, 1, 1, 1]),
  },
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
    exchange: 't-export',
    call: (client) => client.torrents.export({ hash: MULTI }),
    check: (result) => expect(result).toBeInstanceOf(ReadableStream),
  },
  {
    exchange: 'export-nometadata',
    call: (client) => client.torrents.export({ hash: MAGNET }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-SSLParameters',
    call: (client) => client.torrents.sslParameters({ hash: MULTI }),
    unsupported: ['4.5.2'],
    check: (result) =>
      expect(result).toEqual({ ssl_certificate: '', ssl_private_key: '', ssl_dh_params: '' }),
  },
  {
    exchange: 'add-file',
    call: (client) =>
      client.torrents.add({
        files: [fileOf(1167, 'a.torrent')],
        savePath: '/srv/qbt/rec/dl',
        category: 'movies',
        tags: ['tag one'],
        stopped: true,
        uploadLimit: 100_000,
      }),
    check: added([SINGLE]),
  },
  {
    exchange: 'add-duplicate',
    call: (client) => client.torrents.add({ files: [fileOf(1167, 'a.torrent')], stopped: true }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'add-invalid',
    call: (client) => client.torrents.add({ files: [fileOf(21, 'bad.torrent')] }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'add-nothing',
    call: (client) => client.torrents.add({ urls: [] }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'add-url',
    call: (client) =>
      client.torrents.add({
        urls: [B_TORRENT],
        savePath: '/srv/qbt/rec/dl',
        stopped: false,
        downloadLimit: 20_000,
      }),
    check: added([], 1),
  },
  {
    exchange: 'add-magnet-urlencoded',
    call: (client) =>
      client.torrents.add({
        urls: [
          `magnet:?xt=urn:btih:${MAGNET}&dn=magnetname&tr=http%3A%2F%2F127.0.0.1%3A23300%2Fannounce`,
        ],
      }),
    check: added([MAGNET]),
  },
  {
    exchange: 'add-file-200',
    call: (client) =>
      client.torrents.add({
        files: [fileOf(1167, 'a.torrent')],
        savePath: '/srv/qbt/rec/dlx',
        stopped: false,
        downloadLimit: 60_000,
      }),
    extra: ['paused'],
    check: added([SINGLE]),
  },
  {
    exchange: 't-parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [] }),
    unsupported: ['4.5.2', '5.1.4'],
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [fileOf(515, 'b.torrent')] }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) =>
      expect(result).toMatchObject([
        { hash: MULTI, info: { name: 'multi', private: false }, trackers: [{ tier: 0 }, {}] },
      ]),
  },
  {
    exchange: 'fetchMetadata-1',
    call: (client) => client.torrents.fetchMetadata({ source: B_TORRENT }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toEqual({}),
  },
  {
    exchange: 'fetchMetadata-2',
    call: (client) => client.torrents.fetchMetadata({ source: B_TORRENT }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toMatchObject({ hash: MULTI, info: { length: 351_401 } }),
  },
  {
    exchange: 'fetchMetadata-magnet',
    call: (client) =>
      client.torrents.fetchMetadata({ source: `magnet:?xt=urn:btih:${'b'.repeat(40)}` }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toMatchObject({ hash: 'b'.repeat(40), infohash_v2: '' }),
  },
  {
    exchange: 'saveMetadata',
    call: (client) => client.torrents.saveMetadata({ source: B_TORRENT }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toBeInstanceOf(ReadableStream),
  },
]);
