import { joinList } from '../../protocol/join-list.ts';

/** Info hashes of torrents, or all of them. */
export type TorrentHashes = readonly string[] | 'all';

/** Which torrents. */
export interface TorrentsInput {
  /** Info hashes (v1, or truncated v2), or `all`; `['all']` is refused. */
  readonly hashes: TorrentHashes;
}

/** Hashes as the Web API takes them. */
export function hashList(hashes: TorrentHashes): string | undefined {
  return hashes === 'all' ? hashes : onlyThese(hashes);
}

/**
 * These hashes, never all: qBittorrent reads a list of just `all`, and in some calls `*` or an
 * empty text, as all torrents, and may delete them with their files.
 */
export function onlyThese(hashes: readonly string[] | undefined): string | undefined {
  return joinList('hashes', hashes, '|', { all: /^(all|\*)?$/ });
}
