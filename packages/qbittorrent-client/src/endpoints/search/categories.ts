import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { listOf } from '../../records/list-of.ts';

/** Whose categories. */
export interface SearchCategoriesInput {
  /** The name of a plugin, or `all`, or those that are `enabled`. */
  readonly pluginName?: string | undefined;
}

/**
 * The names of categories, in the language of qBittorrent. Before 4.3 only: later versions have
 * them in `plugins`.
 */
export const categories: Endpoint<SearchCategoriesInput | undefined, readonly string[]> = postQuery(
  'search/categories',
  {
    since: '2.1.1',
    removed: '2.6.0',
    does: 'read the search categories',
    read: json(listOf(v.string())),
    params: ({ pluginName }) => ({ pluginName }),
    optional: true,
  },
);
