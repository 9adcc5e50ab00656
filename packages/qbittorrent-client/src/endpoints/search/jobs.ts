import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { listOf } from '../../records/list-of.ts';
import {
  type SearchJob,
  SearchJobSchema,
  type StartedSearch,
  StartedSearchSchema,
} from '../../records/search-job.ts';

/** What to search for. */
export interface StartSearchInput {
  /** The words. */
  readonly pattern: string;
  /** The id of a category, e.g. `movies`. @default {'all'} */
  readonly category?: string | undefined;
  /**
   * Names of plugins, or `all`, or those that are `enabled`. One that does not exist is not an error:
   * the search just finds nothing. @default {'enabled'}
   */
  readonly plugins?: readonly string[] | 'all' | 'enabled' | undefined;
}

/**
 * Starts a search. It belongs to the session: after another login it cannot be found.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when Python is missing, or too many searches run
 * already.
 */
export const start: Endpoint<StartSearchInput, StartedSearch> = {
  path: 'search/start',
  method: 'POST',
  since: '2.1.1',
  does: 'start the search',
  params: ({ pattern, category = 'all', plugins = 'enabled' }) => ({
    pattern,
    category,
    plugins:
      plugins === 'all' || plugins === 'enabled'
        ? plugins
        : joinList('plugins', plugins, '|', { filled: true }),
  }),
  read: json(StartedSearchSchema),
};

/** A search. */
export interface SearchInput {
  /** What `start` answered. */
  readonly id: number;
}

/** Which searches to look at. */
export interface SearchStatusInput {
  /** One search. @default {all of them} */
  readonly id?: number | undefined;
}

/** The state of all searches, or of one. */
export const status: Endpoint<SearchStatusInput | undefined, readonly SearchJob[]> = query(
  'search/status',
  {
    since: '2.1.1',
    does: 'read the state of the searches',
    read: json(listOf(SearchJobSchema)),
    params: ({ id }) => numbers({ id }),
    optional: true,
  },
);

/** Stops a search, and keeps what it found. */
export const stop: Endpoint<SearchInput, void> = command('search/stop', {
  since: '2.1.1',
  does: 'stop the search',
  params: ({ id }) => numbers({ id }),
});

/** Stops a search, and forgets what it found. */
export const deleteSearch: Endpoint<SearchInput, void> = command('search/delete', {
  since: '2.1.1',
  does: 'delete the search',
  params: ({ id }) => numbers({ id }),
});
