import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { type SearchResults, SearchResultsSchema } from '../../records/search-results.ts';
import type { SearchInput } from './jobs.ts';

/** Which results to return. */
export interface SearchResultsInput extends SearchInput {
  /** How many at most; 0 = all. @default {0} */
  readonly limit?: number | undefined;
  /** How many to skip; below 0 it counts from the end. @default {0} */
  readonly offset?: number | undefined;
}

/**
 * What a search found so far.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when `offset` is beyond the last result.
 */
export const results: Endpoint<SearchResultsInput, SearchResults> = query('search/results', {
  since: '2.1.1',
  does: 'read the results of the search',
  read: json(SearchResultsSchema),
  params: ({ id, limit, offset }) => numbers({ id, limit, offset }),
  optional: ['limit', 'offset'],
});

/** A torrent that was found. */
export interface DownloadTorrentInput {
  /** `fileUrl` of the result. */
  readonly torrentUrl: string;
  /** `engineName` of the result. */
  readonly pluginName: string;
}

/** Adds a torrent that was found, by way of the plugin. A failure is not reported. Since 5.0. */
export const downloadTorrent: Endpoint<DownloadTorrentInput, void> = command(
  'search/downloadTorrent',
  {
    since: '2.11.2',
    does: 'download what was found',
    params: ({ torrentUrl, pluginName }) => ({ torrentUrl, pluginName }),
  },
);
