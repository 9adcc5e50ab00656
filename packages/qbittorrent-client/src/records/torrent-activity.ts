import type { TorrentState } from './torrent-state.ts';

/**
 * The activity of a torrent, under the names of the Web API. Sizes are bytes, rates bytes per second,
 * moments seconds since 1970; a moment that never came is -1, or 0, or (in old versions) 4294967295.
 */
export interface TorrentActivity {
  /** What it does. */
  readonly state: TorrentState;
  /** How much of the wanted files is complete, 0–1. */
  readonly progress: number;
  /** Bytes of the wanted files that are complete. */
  readonly completed: number;
  /** Bytes of the wanted files that are missing. */
  readonly amount_left: number;
  /** The download rate. */
  readonly dlspeed: number;
  /** The upload rate. */
  readonly upspeed: number;
  /** Bytes received in total. */
  readonly downloaded: number;
  /** Bytes received since the start of qBittorrent. */
  readonly downloaded_session?: number | undefined;
  /** Bytes sent in total. */
  readonly uploaded: number;
  /** Bytes sent since the start of qBittorrent. */
  readonly uploaded_session?: number | undefined;
  /** Bytes received and discarded. Since 5.2. */
  readonly total_wasted?: number | undefined;
  /** Ratio of sent to received; -1 = too large to show. */
  readonly ratio: number;
  /** The ratio per month of activity; -1 = too large to show. Since 5.0. */
  readonly popularity?: number | undefined;
  /** How many full copies the peers have together; -1 = not known. */
  readonly availability?: number | undefined;
  /** Seconds until it is complete; 8640000 = never. */
  readonly eta: number;
  /** Seeds that are connected. */
  readonly num_seeds: number;
  /** Seeds there are. */
  readonly num_complete: number;
  /** Leechers that are connected. */
  readonly num_leechs: number;
  /** Leechers there are. */
  readonly num_incomplete: number;
  /** Peers that are connected. Since 5.2. */
  readonly connections_count?: number | undefined;
  /** Pieces that are there. Since 5.2. */
  readonly pieces_have?: number | undefined;
  /** When it was added. */
  readonly added_on: number;
  /** When it was complete. */
  readonly completion_on: number;
  /** When the peers last had a full copy together. */
  readonly seen_complete?: number | undefined;
  /** When anything was last received or sent. */
  readonly last_activity?: number | undefined;
  /** Seconds it was active. */
  readonly time_active?: number | undefined;
  /** Seconds it was complete and active. */
  readonly seeding_time?: number | undefined;
  /** Seconds until the next announce. Since 5.0. */
  readonly reannounce?: number | undefined;
  /** The tracker that works; empty when none does. */
  readonly tracker: string;
  /** How many trackers it has. */
  readonly trackers_count?: number | undefined;
  /** A tracker warns. Since 5.2, in `sync/maindata` only. */
  readonly has_tracker_warning?: boolean | undefined;
  /** A tracker reports an error. Since 5.2, in `sync/maindata` only. */
  readonly has_tracker_error?: boolean | undefined;
  /** A tracker cannot be reached. Since 5.2, in `sync/maindata` only. */
  readonly has_other_announce_error?: boolean | undefined;
}
