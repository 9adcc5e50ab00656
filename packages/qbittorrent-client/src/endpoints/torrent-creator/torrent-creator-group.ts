// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `torrent-creator` as methods. */
export interface TorrentCreatorGroup {
  /**
   * Begins to make a torrent. Since 5.0.
   * @throws {QBittorrentError} `QBT_CONFLICT` when too many are being made already.
   */
  readonly addTask: Method<typeof rows.addTask>;
  /** Deletes a task. Since 5.0. */
  readonly deleteTask: Method<typeof rows.deleteTask>;
  /** The state of all tasks, or of one. Since 5.0. */
  readonly status: Method<typeof rows.status>;
  /**
   * The torrent that was made. Since 5.0.
   * @throws {QBittorrentError} `QBT_CONFLICT` until it is finished, and when it failed.
   */
  readonly torrentFile: Method<typeof rows.torrentFile>;
}
