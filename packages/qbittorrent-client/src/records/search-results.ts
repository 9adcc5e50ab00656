import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';
import type { SearchStatus } from './search-job.ts';

/** A torrent that a search found. Everything in it comes from a plugin and its site. */
export interface SearchResult {
  /** Its name. */
  readonly fileName: string;
  /** The torrent, a magnet link, or a page that only the plugin can download from. */
  readonly fileUrl: string;
  /** Bytes; -1 = the site does not say. */
  readonly fileSize: number;
  /** How many peers have all of it; -1 = the site does not say. */
  readonly nbSeeders: number;
  /** How many are downloading it; -1 = the site does not say. */
  readonly nbLeechers: number;
  /** The site. */
  readonly siteUrl: string;
  /** The page that describes it. */
  readonly descrLink: string;
  /** The name of the plugin. Since 5.0. */
  readonly engineName?: string | undefined;
  /** When it was published, epoch seconds. Since 5.0. */
  readonly pubDate?: number | undefined;
}

/** What a search found so far. */
export interface SearchResults {
  /** Those that were asked for. */
  readonly results: readonly SearchResult[];
  /** Whether more may come. */
  readonly status: SearchStatus;
  /** How many there are in all. */
  readonly total: number;
}

/** What {@link SearchResult} looks like on the wire; unknown keys pass. */
export const SearchResultSchema: v.GenericSchema<unknown, SearchResult> = v.looseObject({
  fileName: v.string(),
  fileUrl: v.string(),
  fileSize: v.number(),
  nbSeeders: v.number(),
  nbLeechers: v.number(),
  siteUrl: v.string(),
  descrLink: v.string(),
  engineName: v.optional(v.string()),
  pubDate: v.optional(v.number()),
} satisfies EntriesOf<SearchResult>);

/** What {@link SearchResults} looks like on the wire; unknown keys pass. */
export const SearchResultsSchema: v.GenericSchema<unknown, SearchResults> = v.looseObject({
  results: listOf(SearchResultSchema),
  status: v.string(),
  total: v.number(),
} satisfies EntriesOf<SearchResults>);
