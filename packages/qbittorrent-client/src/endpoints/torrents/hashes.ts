/** Info hashes of torrents, or all of them. */
export type TorrentHashes = readonly string[] | 'all';

/** Which torrents are meant. */
export interface TorrentsInput {
  /** Info hashes (v1, or truncated v2), or `all`. */
  readonly hashes: TorrentHashes;
}

/** Hashes as the Web API takes them. */
export function hashList(hashes: TorrentHashes): string {
  return hashes === 'all' ? hashes : hashes.join('|');
}
