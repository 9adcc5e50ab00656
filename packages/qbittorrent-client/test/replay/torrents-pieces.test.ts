import { expect } from 'vitest';
import { hashes, MULTI } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
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
  { exchange: 't-recheck', call: (client) => client.torrents.recheck({ hashes }) },
]);
