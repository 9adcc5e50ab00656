import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import type { TorrentInput } from './torrent-input.ts';

/** Whether a piece is there: 0 = no, 1 = it is being fetched, 2 = yes. */
export type PieceState = 0 | 1 | 2 | (number & {});

/** Which pieces of a torrent are there. Empty until its metadata is available. */
export const pieceStates: Endpoint<TorrentInput, readonly PieceState[]> = query(
  'torrents/pieceStates',
  {
    since: '2.0.0',
    does: 'read the states of the pieces',
    params: ({ hash }) => ({ hash }),
    read: json(v.array(v.number())),
  },
);

/** The SHA-1 hashes of the pieces of a torrent. Empty until its metadata is available. */
export const pieceHashes: Endpoint<TorrentInput, readonly string[]> = query(
  'torrents/pieceHashes',
  {
    since: '2.0.0',
    does: 'read the hashes of the pieces',
    params: ({ hash }) => ({ hash }),
    read: json(v.array(v.string())),
  },
);

/** How many peers have each piece of a torrent. */
export const pieceAvailability: Endpoint<TorrentInput, readonly number[]> = query(
  'torrents/pieceAvailability',
  {
    since: '2.15.1',
    does: 'read the availability of the pieces',
    params: ({ hash }) => ({ hash }),
    read: json(v.array(v.number())),
  },
);
