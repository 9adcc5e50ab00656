import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { switches } from '../../protocol/typed-params.ts';
import { type RssFolder, RssFolderSchema } from '../../records/rss-item.ts';

/** How much of the feeds to return. */
export interface RssItemsInput {
  /** With articles and state. @default {false} */
  readonly withData?: boolean | undefined;
}

/** All feeds and folders, as a tree. */
export const items: Endpoint<RssItemsInput | undefined, RssFolder> = query('rss/items', {
  since: '2.0.0',
  does: 'read the feeds',
  read: json(RssFolderSchema),
  params: ({ withData }) => switches({ withData }),
  optional: true,
});

/** A feed or a folder. */
export interface RssPathInput {
  /** The path to it, its parts separated by backslashes: `'Folder\\Feed'`. */
  readonly path: string;
}

/**
 * Makes a folder.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the path exists already.
 */
export const addFolder: Endpoint<RssPathInput, void> = command('rss/addFolder', {
  since: '2.0.0',
  does: 'add the folder of feeds',
  params: ({ path }) => ({ path }),
});

/**
 * Removes a feed or a folder with everything in it.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when it is not there.
 */
export const removeItem: Endpoint<RssPathInput, void> = command('rss/removeItem', {
  since: '2.0.0',
  does: 'remove the feed or folder',
  params: ({ path }) => ({ path }),
});

/** What to move where. */
export interface MoveRssItemInput {
  /** The feed or folder, e.g. `'Folder\\Feed'`. */
  readonly itemPath: string;
  /** Its full new path, with the name. */
  readonly destPath: string;
}

/**
 * Moves or renames a feed or a folder.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when that is not possible.
 */
export const moveItem: Endpoint<MoveRssItemInput, void> = command('rss/moveItem', {
  since: '2.0.0',
  does: 'move the feed or folder',
  params: ({ itemPath, destPath }) => ({ itemPath, destPath }),
});
