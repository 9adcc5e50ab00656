import { expect } from 'vitest';
import { fileOf } from '../file-of.ts';
import { B_TORRENT, MAGNET, MULTI } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
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
    exchange: 'saveMetadata',
    call: (client) => client.torrents.saveMetadata({ source: B_TORRENT }),
    unsupported: ['4.5.2', '5.1.4'],
    check: (result) => expect(result).toBeInstanceOf(ReadableStream),
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
]);
