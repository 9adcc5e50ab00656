// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `client-data` as methods. */
export interface ClientDataGroup {
  /** Reads what programs keep in qBittorrent. All programs share it. */
  readonly load: Method<typeof rows.load>;
  /**
   * Keeps data of a program in qBittorrent.
   * @throws {QBittorrentError} `QBT_CONFLICT` when it is too much.
   */
  readonly store: Method<typeof rows.store>;
}
