import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const PIECES = {
  pieceStates: torrents.pieceStates,
  pieceHashes: torrents.pieceHashes,
  pieceAvailability: torrents.pieceAvailability,
  recheck: torrents.recheck,
};

describeCalls('torrents', PIECES, [
  {
    name: 'torrents.pieceStates',
    call: (client) => client.torrents.pieceStates({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceStates',
    params: { hash: 'a1' },
    reply: '[0,1,2]',
    expected: [0, 1, 2],
  },
  {
    name: 'torrents.pieceHashes',
    call: (client) => client.torrents.pieceHashes({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceHashes',
    params: { hash: 'a1' },
    reply: '["f5","5a"]',
    expected: ['f5', '5a'],
  },
  {
    name: 'torrents.pieceAvailability',
    call: (client) => client.torrents.pieceAvailability({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceAvailability',
    params: { hash: 'a1' },
    reply: '[0,12]',
    expected: [0, 12],
  },
  {
    name: 'torrents.recheck',
    call: (client) => client.torrents.recheck({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/recheck',
    params: { hashes: 'a1|b2' },
  },
]);
