// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `search` as methods. */
export interface SearchGroup {
  /**
   * The names of categories, in the language of qBittorrent. Before 4.3 only: later versions have
   * them in `plugins`.
   */
  readonly categories: Method<typeof rows.categories>;
  /** Stops a search, and forgets what it found. */
  readonly delete: Method<typeof rows.delete>;
  /** Adds a torrent that was found, by way of the plugin. A failure is not reported. Since 5.0. */
  readonly downloadTorrent: Method<typeof rows.downloadTorrent>;
  /** Enables or disables plugins. */
  readonly enablePlugin: Method<typeof rows.enablePlugin>;
  /**
   * Installs plugins: programs, which qBittorrent runs. A success means nothing: the work is done
   * later, and a failure is only logged, so look at `plugins`. Since 5.0 they begin disabled.
   */
  readonly installPlugin: Method<typeof rows.installPlugin>;
  /** All plugins of the search engine. */
  readonly plugins: Method<typeof rows.plugins>;
  /**
   * What a search found so far.
   * @throws {QBittorrentError} `QBT_CONFLICT` when `offset` is beyond the last result.
   */
  readonly results: Method<typeof rows.results>;
  /**
   * Starts a search. It belongs to the session: after another login it cannot be found.
   * @throws {QBittorrentError} `QBT_CONFLICT` when Python is missing, or too many searches run
   * already.
   */
  readonly start: Method<typeof rows.start>;
  /** The state of all searches, or of one. */
  readonly status: Method<typeof rows.status>;
  /** Stops a search, and keeps what it found. */
  readonly stop: Method<typeof rows.stop>;
  /** Uninstalls plugins. */
  readonly uninstallPlugin: Method<typeof rows.uninstallPlugin>;
  /** Looks for new versions of all plugins and installs them, later; a failure is only logged. */
  readonly updatePlugins: Method<typeof rows.updatePlugins>;
}
