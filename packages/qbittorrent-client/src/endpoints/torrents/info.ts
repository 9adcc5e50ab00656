import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { query } from '../../protocol/query.ts';
import { wholeNumber } from '../../protocol/text.ts';
import { numbers, switches } from '../../protocol/typed-params.ts';
import { isAtLeast } from '../../protocol/web-api-version.ts';
import { listOf } from '../../records/list-of.ts';
import { type Torrent, TorrentSchema } from '../../records/torrent.ts';
import { onlyThese } from './hashes.ts';

/** Filters by what torrents do. A server that does not know one of these returns all torrents. */
export type TorrentFilter =
  | 'all'
  | 'downloading'
  | 'seeding'
  | 'completed'
  | 'stopped'
  | 'running'
  | 'active'
  | 'inactive'
  | 'stalled'
  | 'stalled_uploading'
  | 'stalled_downloading'
  | 'checking'
  | 'moving'
  | 'errored'
  | (string & {});

/** Which torrents to list, in which order, and with which details. */
export interface TorrentsQuery {
  /** Only those in this state. @default {'all'} */
  readonly filter?: TorrentFilter | undefined;
  /** Only those of this category; empty = of none. */
  readonly category?: string | undefined;
  /** Only those with this tag; empty = without any. Since 4.4. */
  readonly tag?: string | undefined;
  /** Only these. */
  readonly hashes?: readonly string[] | undefined;
  /** Only private torrents, or only the others. Since 5.0. */
  readonly private?: boolean | undefined;
  /** The key to sort by; one that torrents do not have fails with `QBT_BAD_REQUEST`. */
  readonly sort?: string | undefined;
  /** In descending order. @default {false} */
  readonly reverse?: boolean | undefined;
  /** How many at most; 0 = all. @default {0} */
  readonly limit?: number | undefined;
  /** How many to skip; less than 0 = count from the end. @default {0} */
  readonly offset?: number | undefined;
  /** With their files. Since 5.2. @default {false} */
  readonly includeFiles?: boolean | undefined;
  /** With their trackers. Since 5.1. @default {false} */
  readonly includeTrackers?: boolean | undefined;
}

/**
 * The torrents; older servers ignore what they do not know.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when torrents do not have the key to sort by.
 */
export const info: Endpoint<TorrentsQuery | undefined, readonly Torrent[]> = postQuery(
  'torrents/info',
  {
    since: '2.0.0',
    does: 'list the torrents',
    dialects: true,
    params: (
      { reverse, private: isPrivate, includeFiles, includeTrackers, ...input },
      version,
    ) => ({
      filter: filterOf(input.filter, version),
      category: input.category,
      tag: input.tag,
      hashes: hashesOf(input.hashes),
      sort: input.sort,
      ...numbers({ limit: input.limit, offset: input.offset }),
      ...switches({ reverse, private: isPrivate, includeFiles, includeTrackers }),
    }),
    optional: true,
    read: json(listOf(TorrentSchema)),
  },
);

/** The filters before 5.0. To a filter that it does not know, each version answers with all torrents. */
function filterOf(filter: TorrentFilter | undefined, version: string): string | undefined {
  if (isAtLeast(version, '2.11.0')) return filter;
  if (filter === 'stopped') return 'paused';
  return filter === 'running' ? 'resumed' : filter;
}

/** An empty list would mean all of them to qBittorrent; what is not a hash means none. */
function hashesOf(hashes: readonly string[] | undefined): string | undefined {
  const list = onlyThese(hashes);
  return list === '' ? 'none' : list;
}

/** How many torrents there are. */
export const count: Endpoint<undefined, number> = query('torrents/count', {
  since: '2.9.3',
  does: 'count the torrents',
  read: wholeNumber,
});
