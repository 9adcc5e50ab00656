/** The options of the "BitTorrent" tab. */
export interface BitTorrentPreferences {
  /** Find peers through the DHT. */
  readonly dht?: boolean | undefined;
  /** Find peers through other peers (PeX). */
  readonly pex?: boolean | undefined;
  /** Find peers in the local network (LSD). */
  readonly lsd?: boolean | undefined;
  /** Encrypted connections: 0 preferred, 1 required, 2 none. */
  readonly encryption?: number | undefined;
  /** Reveal less about this client to peers and trackers. */
  readonly anonymous_mode?: boolean | undefined;
  /** Maximum number of torrents checked at a time; -1 = no limit. After 4.2. */
  readonly max_active_checking_torrents?: number | undefined;
  /** Use a queue for torrents. */
  readonly queueing_enabled?: boolean | undefined;
  /** Maximum number of torrents downloading at a time; -1 = no limit. */
  readonly max_active_downloads?: number | undefined;
  /** Maximum number of torrents active at a time; -1 = no limit. */
  readonly max_active_torrents?: number | undefined;
  /** Maximum number of torrents uploading at a time; -1 = no limit. */
  readonly max_active_uploads?: number | undefined;
  /** Slow torrents do not count for these limits. */
  readonly dont_count_slow_torrents?: boolean | undefined;
  /** A torrent that downloads less is slow, KiB per second. Since 4.1.5. */
  readonly slow_torrent_dl_rate_threshold?: number | undefined;
  /** A torrent that uploads less is slow, KiB per second. Since 4.1.5. */
  readonly slow_torrent_ul_rate_threshold?: number | undefined;
  /** How long a torrent has to be below both to be slow, seconds. Since 4.1.5. */
  readonly slow_torrent_inactive_timer?: number | undefined;
  /** Whether `max_ratio` applies. Before 5.2, a patch must contain both; since then, one is enough. */
  readonly max_ratio_enabled?: boolean | undefined;
  /** The ratio at which `max_ratio_act` happens; -1 = none. */
  readonly max_ratio?: number | undefined;
  /** Whether `max_seeding_time` applies. Before 5.2, a patch must contain both; since then, one is enough. */
  readonly max_seeding_time_enabled?: boolean | undefined;
  /** The time of seeding after which `max_ratio_act` happens, minutes; -1 = none. */
  readonly max_seeding_time?: number | undefined;
  /** There is a `max_inactive_seeding_time`; in a patch as with the others. Since 4.6. */
  readonly max_inactive_seeding_time_enabled?: boolean | undefined;
  /** The idle time of seeding after which `max_ratio_act` happens, minutes. Since 4.6. */
  readonly max_inactive_seeding_time?: number | undefined;
  /** At a limit: 0 stop, 1 remove, 2 super seeding, 3 remove with the files. */
  readonly max_ratio_act?: number | undefined;
  /** One limit is enough, or all have to be reached. Since 5.3. */
  readonly share_limits_mode?: 'MatchAny' | 'MatchAll' | (string & {}) | undefined;
  /** Give new torrents the trackers of `add_trackers`. 4.1 takes a patch without it as `false`. */
  readonly add_trackers_enabled?: boolean | undefined;
  /** Addresses of trackers, one a line. 4.1 takes a patch without it as empty. */
  readonly add_trackers?: string | undefined;
  /** Add the trackers listed at `add_trackers_url` to new torrents. Since 5.1. */
  readonly add_trackers_from_url_enabled?: boolean | undefined;
  /** The address of a list of trackers. Since 5.1. */
  readonly add_trackers_url?: string | undefined;
  /** The trackers that it listed last, one per line; cannot be set. Since 5.1. */
  readonly add_trackers_url_list?: string | undefined;
}
