/** Which torrent. */
export interface TorrentInput {
  /** The torrent's info hash (v1, or truncated v2). */
  readonly hash: string;
}
