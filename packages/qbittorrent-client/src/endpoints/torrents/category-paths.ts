import { command } from '../../protocol/command.ts';
import type { Endpoint, Params } from '../../protocol/endpoint.ts';

/** A category to create. */
export interface CreateCategoryInput {
  /** Its name; `a/b` is a category in the category `a`. */
  readonly category: string;
  /** Where finished torrents go. @default {below the default path} */
  readonly savePath?: string | undefined;
  /**
   * Where unfinished torrents are kept: a path, `true` = the default one, `false` = no such place,
   * `null` = as in the preferences. Since 4.4; older servers ignore it. @default {null}
   */
  readonly downloadPath?: string | boolean | null | undefined;
}

/** A category to change. */
export interface EditCategoryInput extends CreateCategoryInput {
  /** Where finished torrents go; empty = below the default path. */
  readonly savePath: string;
}

/**
 * Creates a category.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when there is one of that name, or the name is not
 * possible.
 */
export const createCategory: Endpoint<CreateCategoryInput, void> = command(
  'torrents/createCategory',
  {
    since: '2.0.0',
    does: 'create the category',
    params,
    optional: ['savePath', 'downloadPathEnabled', 'downloadPath'],
  },
);

/**
 * Changes a category as a whole: without `downloadPath` the one it had is lost, and so are its
 * share limits (5.2), which cannot be set from here.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT`, or since 5.2 `QBT_NOT_FOUND`, when there is no such
 * category.
 */
export const editCategory: Endpoint<EditCategoryInput, void> = command('torrents/editCategory', {
  since: '2.1.0',
  does: 'change the category',
  params,
  optional: ['downloadPathEnabled', 'downloadPath'],
});

function params({ category, savePath, downloadPath }: CreateCategoryInput): Params {
  const isSet = downloadPath !== undefined && downloadPath !== null;
  return {
    category,
    savePath,
    downloadPathEnabled: isSet ? downloadPath !== false : undefined,
    downloadPath: isSet && typeof downloadPath !== 'boolean' ? downloadPath : undefined,
  };
}
