/** The info hashes of a torrent, in lower case. A hybrid torrent has both. */
export interface InfoHashes {
  /**
   * What qBittorrent calls the torrent by in all calls: the first 40 digits of `v2`, or `v1` where
   * there is no `v2`. A qBittorrent built with libtorrent 1.2 does not know `v2` and goes by `v1`.
   */
  readonly hash: string;
  /** The v1 hash (SHA-1), 40 hexadecimal digits. */
  readonly v1: string | undefined;
  /** The v2 hash (SHA-256), 64 hexadecimal digits. */
  readonly v2: string | undefined;
}
