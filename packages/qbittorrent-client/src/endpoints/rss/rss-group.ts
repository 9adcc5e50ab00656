// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `rss` as methods. */
export interface RssGroup {
  /**
   * Adds a feed. qBittorrent reads it automatically only while `rss_processing_enabled` in the
   * preferences is on.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the path or the URL is there already, or the
   * folder is not.
   */
  readonly addFeed: Method<typeof rows.addFeed>;
  /**
   * Makes a folder.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the path exists already.
   */
  readonly addFolder: Method<typeof rows.addFolder>;
  /** Copies a rule. Since 5.3. */
  readonly cloneRule: Method<typeof rows.cloneRule>;
  /** All rules, in the form that `importRules` takes as a file. Since 5.3. */
  readonly exportRules: Method<typeof rows.exportRules>;
  /** Adds the rules of a file. Since 5.3. */
  readonly importRules: Method<typeof rows.importRules>;
  /** All feeds and folders, as a tree. */
  readonly items: Method<typeof rows.items>;
  /** Marks articles as read. Missing ones are not an error. */
  readonly markAsRead: Method<typeof rows.markAsRead>;
  /** The articles that a rule would download; empty where there is no such rule. */
  readonly matchingArticles: Method<typeof rows.matchingArticles>;
  /**
   * Moves or renames a feed or a folder.
   * @throws {QBittorrentError} `QBT_CONFLICT` when that is not possible.
   */
  readonly moveItem: Method<typeof rows.moveItem>;
  /** Reads a feed, or all in a folder, again soon. A missing one is not an error. */
  readonly refreshItem: Method<typeof rows.refreshItem>;
  /**
   * Removes a feed or a folder with everything in it.
   * @throws {QBittorrentError} `QBT_CONFLICT` when it is not there.
   */
  readonly removeItem: Method<typeof rows.removeItem>;
  /** Removes a rule. A missing one is not an error. */
  readonly removeRule: Method<typeof rows.removeRule>;
  /** Renames a rule. Where that is not possible nothing happens, without an error. */
  readonly renameRule: Method<typeof rows.renameRule>;
  /** All rules. */
  readonly rules: Method<typeof rows.rules>;
  /** Changes how often a feed is read. Since 5.2. */
  readonly setFeedRefreshInterval: Method<typeof rows.setFeedRefreshInterval>;
  /** Changes the URL of a feed. Since 4.6. */
  readonly setFeedUrl: Method<typeof rows.setFeedUrl>;
  /**
   * Adds a rule, or replaces the one of that name. A rule read from `rules` has `torrentParams` since
   * 4.6: change those, since qBittorrent then ignores `savePath` and the like.
   */
  readonly setRule: Method<typeof rows.setRule>;
}
