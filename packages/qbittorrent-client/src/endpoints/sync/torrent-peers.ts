import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { type TorrentPeers, TorrentPeersSchema } from '../../records/torrent-peers.ts';

/** The peers of which torrent, since when. */
export interface TorrentPeersInput {
  /** The info hash of the torrent (v1, or truncated v2). */
  readonly hash: string;
  /** The `rid` of the answer to compare with; 0 or unknown = everything. @default {0} */
  readonly rid?: number | undefined;
}

/**
 * The peers of a torrent, or what changed since an earlier answer. The server remembers one answer
 * in a session, whatever the torrent: ask for all after another torrent.
 */
export const torrentPeers: Endpoint<TorrentPeersInput, TorrentPeers> = query('sync/torrentPeers', {
  // The server counts its answers, as for `maindata`.
  repeatable: false,
  since: '2.0.0',
  does: 'read the peers of the torrent',
  params: ({ hash, rid }) => ({ hash, ...numbers({ rid }) }),
  optional: ['rid'],
  read: json(TorrentPeersSchema),
});
