import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { type PeersAddedByHash, PeersAddedByHashSchema } from '../../records/peers-added.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Peers to connect to. */
export interface AddPeersInput extends TorrentsInput {
  /** Addresses with ports: `192.0.2.1:6881`, `[2001:db8::1]:6881`. No host names. */
  readonly peers: readonly string[];
}

/**
 * Adds peers to torrents; returns the outcome by info hash. Torrents that do not exist are left out.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when none of the peers is an address.
 */
export const addPeers: Endpoint<AddPeersInput, PeersAddedByHash> = {
  path: 'torrents/addPeers',
  method: 'POST',
  since: '2.3.0',
  does: 'add the peers',
  params: ({ hashes, peers }) => ({
    hashes: hashList(hashes),
    peers: joinList('peers', peers, '|'),
  }),
  read: json(PeersAddedByHashSchema),
};
