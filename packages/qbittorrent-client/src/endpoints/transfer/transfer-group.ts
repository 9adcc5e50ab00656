// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `transfer` as methods. */
export interface TransferGroup {
  /** Bans peers permanently. qBittorrent silently ignores what it cannot read. */
  readonly banPeers: Method<typeof rows.banPeers>;
  /** The global download limit, bytes per second; 0 = none. */
  readonly downloadLimit: Method<typeof rows.downloadLimit>;
  /** The global limits and the alternative ones. Since 5.3. */
  readonly getSpeedLimits: Method<typeof rows.getSpeedLimits>;
  /** Rates, and whether qBittorrent listens. */
  readonly info: Method<typeof rows.info>;
  /** Pauses qBittorrent as a whole, and leaves the torrents as they are. Since 5.3. */
  readonly pauseSession: Method<typeof rows.pauseSession>;
  /** Resumes after `pauseSession`. Since 5.3. */
  readonly resumeSession: Method<typeof rows.resumeSession>;
  /** Sets the global download limit. */
  readonly setDownloadLimit: Method<typeof rows.setDownloadLimit>;
  /** Sets the global limits and the alternative ones. Since 5.3. */
  readonly setSpeedLimits: Method<typeof rows.setSpeedLimits>;
  /** Chooses the limits that count. Since 4.5; `toggleSpeedLimitsMode` is older. */
  readonly setSpeedLimitsMode: Method<typeof rows.setSpeedLimitsMode>;
  /** Sets the global upload limit. */
  readonly setUploadLimit: Method<typeof rows.setUploadLimit>;
  /** Which limits count. */
  readonly speedLimitsMode: Method<typeof rows.speedLimitsMode>;
  /** Toggles between the usual limits and the alternative ones. */
  readonly toggleSpeedLimitsMode: Method<typeof rows.toggleSpeedLimitsMode>;
  /** The global upload limit, bytes per second; 0 = none. */
  readonly uploadLimit: Method<typeof rows.uploadLimit>;
}
