import type { QBittorrentError } from './qbittorrent-error.ts';

/**
 * Called when a reply holds records that cannot be read: the call then returns the others.
 *
 * @param error `QBT_UNEXPECTED_RESPONSE`. Its message names the records, by place or key, and their
 * fields; never a value.
 */
export type OddRecords = (error: QBittorrentError) => void;
