import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { type Categories, CategoriesSchema } from '../../records/category.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** All categories by their names. */
export const categories: Endpoint<undefined, Categories> = query('torrents/categories', {
  since: '2.1.1',
  does: 'read the categories',
  read: json(CategoriesSchema),
});

/** Categories to remove. */
export interface RemoveCategoriesInput {
  /** Their names. One that does not exist is ignored. */
  readonly categories: readonly string[];
}

/** Removes categories; their torrents then have none. */
export const removeCategories: Endpoint<RemoveCategoriesInput, void> = command(
  'torrents/removeCategories',
  {
    since: '2.0.0',
    does: 'remove the categories',
    params: (input) => ({ categories: joinList('categories', input.categories, '\n') }),
  },
);

/** A category for torrents. */
export interface SetCategoryInput extends TorrentsInput {
  /** Its name; empty = none. */
  readonly category: string;
}

/**
 * Puts torrents into a category, or takes them out. Moves the files of torrents that are managed
 * automatically.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such category.
 */
export const setCategory: Endpoint<SetCategoryInput, void> = command('torrents/setCategory', {
  since: '2.0.0',
  does: 'set the category',
  params: ({ hashes, category }) => ({ hashes: hashList(hashes), category }),
});
