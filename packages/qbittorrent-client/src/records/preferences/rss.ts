/** The options of the "RSS" tab. */
export interface RssPreferences {
  /** Read feeds. */
  readonly rss_processing_enabled?: boolean | undefined;
  /** How often feeds are read, minutes. */
  readonly rss_refresh_interval?: number | undefined;
  /** The pause between two feeds of one host, seconds. Since 5.0. */
  readonly rss_fetch_delay?: number | undefined;
  /** Maximum number of articles kept of a feed. */
  readonly rss_max_articles_per_feed?: number | undefined;
  /** Download what the rules match. */
  readonly rss_auto_downloading_enabled?: boolean | undefined;
  /** Rules match REPACK and PROPER versions of an episode too. Since 4.2.5. */
  readonly rss_download_repack_proper_episodes?: boolean | undefined;
  /** Patterns that find episode numbers, one a line. Since 4.2.5. */
  readonly rss_smart_episode_filters?: string | undefined;
}
