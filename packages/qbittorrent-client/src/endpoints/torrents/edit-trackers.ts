import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { urlList } from '../../protocol/url-list.ts';
import { isAtLeast } from '../../protocol/web-api-version.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Trackers of torrents. */
export interface TrackersInput extends TorrentsInput {
  /** Their announce URLs. */
  readonly urls: readonly string[];
}

/**
 * Adds trackers, before 5.2 to one torrent only. Since then torrents that do not exist are ignored.
 *
 * @throws {QBittorrentError} `QBT_NOT_FOUND` before 5.2, when the torrent does not exist.
 */
export const addTrackers: Endpoint<TrackersInput, void> = command('torrents/addTrackers', {
  since: '2.0.0',
  does: 'add the trackers',
  params: ({ hashes, urls }) => ({ hash: hashList(hashes), urls: joinList('urls', urls, '\n') }),
});

/**
 * Removes trackers. Before 5.2 from one torrent only, or since 5.1 from `all`. Those that a torrent
 * does not have are ignored.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` from 4.1 to 4.4, when it has none of them.
 */
export const removeTrackers: Endpoint<TrackersInput, void> = command('torrents/removeTrackers', {
  since: '2.2.0',
  does: 'remove the trackers',
  dialects: true,
  params: ({ hashes, urls }, version) => ({
    hash: hashes === 'all' && !isAtLeast(version, '2.11.8') ? '*' : hashList(hashes),
    // Since 5.1 a URL of the list is decoded once more.
    urls: isAtLeast(version, '2.11.3') ? urlList('urls', urls) : joinList('urls', urls, '|'),
  }),
});

/** A tracker to change; at least one of `newUrl` and `tier`. */
export interface EditTrackerInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** The announce URL it has. */
  readonly url: string;
  /**
   * The announce URL it gets. Before 5.2 it cannot be left out. qBittorrent lists it with spaces and
   * letters in place of `%20` and the like, which means the same.
   */
  readonly newUrl?: string | undefined;
  /** Its tier, 0 to 255. Since 5.2; older servers ignore it. */
  readonly tier?: number | undefined;
}

/**
 * Changes a tracker of a torrent.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the torrent does not have it, or has `newUrl`
 * already.
 */
export const editTracker: Endpoint<EditTrackerInput, void> = command('torrents/editTracker', {
  since: '2.2.0',
  does: 'change the tracker',
  // Before 5.2 the first name, since then the second; the other one is ignored.
  params: ({ hash, url, newUrl, tier }) => ({
    hash,
    origUrl: url,
    url,
    newUrl,
    ...numbers({ tier }),
  }),
  optional: ['newUrl', 'tier'],
});
