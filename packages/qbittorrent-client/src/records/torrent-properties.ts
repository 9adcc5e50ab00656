import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/**
 * A torrent in more detail (`torrents/properties`), under the names of the Web API. Sizes are bytes,
 * rates bytes per second, moments seconds since 1970; -1 = not known, never, none or no limit.
 */
export interface TorrentProperties {
  /** Its id in all calls. Since 4.4. */
  readonly hash?: string | undefined;
  /** The v1 info hash; empty when it has none. Since 4.4. */
  readonly infohash_v1?: string | undefined;
  /** The v2 info hash; empty when it has none. Since 4.4. */
  readonly infohash_v2?: string | undefined;
  /** Its name. Since 4.5. */
  readonly name?: string | undefined;
  /** What its maker says about it. */
  readonly comment: string;
  /** The program it was made with. */
  readonly created_by: string;
  /** When it was made. */
  readonly creation_date: number;
  /** When it was added. */
  readonly addition_date: number;
  /** When it was complete. */
  readonly completion_date: number;
  /** When the peers last had a full copy together. */
  readonly last_seen: number;
  /** Where it is kept when it is complete. */
  readonly save_path: string;
  /** Where it is kept until then; empty = in `save_path`. Since 4.4. */
  readonly download_path?: string | undefined;
  /** Its metadata is available. Since 5.0. */
  readonly has_metadata?: boolean | undefined;
  /** It is private: its peers come only from trackers. `null` = not known yet. Since 5.0. */
  readonly private?: boolean | null | undefined;
  /** The same, but `false` while it is not known. Deprecated by qBittorrent for `private`. */
  readonly is_private?: boolean | undefined;
  /** How much of the wanted files is complete, 0–1. Since 5.0. */
  readonly progress?: number | undefined;
  /** How many full copies the peers have together. Since 5.2. */
  readonly availability?: number | undefined;
  /** Bytes of all files. */
  readonly total_size: number;
  /** Bytes per piece. */
  readonly piece_size: number;
  /** Number of pieces. */
  readonly pieces_num: number;
  /** How many of them are there. */
  readonly pieces_have: number;
  /** Bytes received in total. */
  readonly total_downloaded: number;
  /** Bytes received since the start of qBittorrent. */
  readonly total_downloaded_session: number;
  /** Bytes sent in total. */
  readonly total_uploaded: number;
  /** Bytes sent since the start of qBittorrent. */
  readonly total_uploaded_session: number;
  /** Bytes received and discarded. */
  readonly total_wasted: number;
  /** Ratio of sent to received. */
  readonly share_ratio: number;
  /** The ratio per month of activity. Since 5.0. */
  readonly popularity?: number | undefined;
  /** The download rate. */
  readonly dl_speed: number;
  /** The download rate on average. */
  readonly dl_speed_avg: number;
  /** The download limit. */
  readonly dl_limit: number;
  /** The upload rate. */
  readonly up_speed: number;
  /** The upload rate on average. */
  readonly up_speed_avg: number;
  /** The upload limit. */
  readonly up_limit: number;
  /** Seconds until it is complete; 8640000 = never. */
  readonly eta: number;
  /** Seconds it was active. */
  readonly time_elapsed: number;
  /** Seconds it was complete and active. */
  readonly seeding_time: number;
  /** Seconds until the next announce. */
  readonly reannounce: number;
  /** Peers that are connected. */
  readonly nb_connections: number;
  /** How many peers it may have. */
  readonly nb_connections_limit: number;
  /** Seeds that are connected. */
  readonly seeds: number;
  /** Seeds there are. */
  readonly seeds_total: number;
  /** Leechers that are connected. */
  readonly peers: number;
  /** Leechers there are. */
  readonly peers_total: number;
}

/** What {@link TorrentProperties} looks like on the wire; unknown keys pass. */
export const TorrentPropertiesSchema: v.GenericSchema<unknown, TorrentProperties> = v.looseObject({
  hash: v.optional(v.string()),
  infohash_v1: v.optional(v.string()),
  infohash_v2: v.optional(v.string()),
  name: v.optional(v.string()),
  comment: v.string(),
  created_by: v.string(),
  creation_date: v.number(),
  addition_date: v.number(),
  completion_date: v.number(),
  last_seen: v.number(),
  save_path: v.string(),
  download_path: v.optional(v.string()),
  has_metadata: v.optional(v.boolean()),
  private: v.optional(v.nullable(v.boolean())),
  is_private: v.optional(v.boolean()),
  progress: v.optional(v.number()),
  availability: v.optional(v.number()),
  total_size: v.number(),
  piece_size: v.number(),
  pieces_num: v.number(),
  pieces_have: v.number(),
  total_downloaded: v.number(),
  total_downloaded_session: v.number(),
  total_uploaded: v.number(),
  total_uploaded_session: v.number(),
  total_wasted: v.number(),
  share_ratio: v.number(),
  popularity: v.optional(v.number()),
  dl_speed: v.number(),
  dl_speed_avg: v.number(),
  dl_limit: v.number(),
  up_speed: v.number(),
  up_speed_avg: v.number(),
  up_limit: v.number(),
  eta: v.number(),
  time_elapsed: v.number(),
  seeding_time: v.number(),
  reannounce: v.number(),
  nb_connections: v.number(),
  nb_connections_limit: v.number(),
  seeds: v.number(),
  seeds_total: v.number(),
  peers: v.number(),
  peers_total: v.number(),
} satisfies EntriesOf<TorrentProperties>);
