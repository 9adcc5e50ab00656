import type { Endpoint } from '../endpoint.ts';

/** Info hashes of torrents, or all of them. */
export type TorrentHashes = readonly string[] | 'all';

/** `torrents/reannounce`: tells the trackers of these torrents about us again. */
export const torrentsReannounce: Endpoint<TorrentHashes, void> = {
  path: 'torrents/reannounce',
  method: 'POST',
  does: 'announce the torrents again',
  params: (hashes) => ({ hashes: hashes === 'all' ? hashes : hashes.join('|') }),
  read: () => undefined,
};
