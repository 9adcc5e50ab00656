// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `log` as methods. */
export interface LogGroup {
  /** qBittorrent's log since its start, oldest first; it keeps the last 20000 messages. */
  readonly main: Method<typeof rows.main>;
  /** The peers that were refused or banned since the start, oldest first. */
  readonly peers: Method<typeof rows.peers>;
}
