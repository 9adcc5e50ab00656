// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `sync` as methods. */
export interface SyncGroup {
  /**
   * All torrents, categories, tags and trackers, or what changed since an earlier answer.
   *
   * The server counts for each session, and remembers one answer: two programs that ask in one
   * session make each other's changes incomplete. `MainDataStore` merges the answers and notices
   * that.
   */
  readonly maindata: Method<typeof rows.maindata>;
  /**
   * The peers of a torrent, or what changed since an earlier answer. The server remembers one answer
   * in a session, whatever the torrent: ask for all after another torrent.
   */
  readonly torrentPeers: Method<typeof rows.torrentPeers>;
}
