// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `torrent-creator` as methods. */
export interface TorrentCreatorGroup {
  /** Begins to make a torrent. `QBT_CONFLICT` where too many are being made already. Since 5.0. */
  readonly addTask: Method<typeof rows.addTask>;
  /** Deletes a task. Since 5.0. */
  readonly deleteTask: Method<typeof rows.deleteTask>;
  /** The state of all tasks, or of one. Since 5.0. */
  readonly status: Method<typeof rows.status>;
  /** The torrent that was made. `QBT_CONFLICT` until it is finished, and if it failed. Since 5.0. */
  readonly torrentFile: Method<typeof rows.torrentFile>;
}
