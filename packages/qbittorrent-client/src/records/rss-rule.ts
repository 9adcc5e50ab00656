import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** How a rule adds its torrents. Where a key is absent, qBittorrent's preferences count. */
export interface RssTorrentParams {
  /** The category. */
  readonly category?: string | undefined;
  /** Tags. */
  readonly tags?: readonly string[] | undefined;
  /** Where finished files go; empty = the default. */
  readonly save_path?: string | undefined;
  /** Where unfinished files are kept; empty = the default. */
  readonly download_path?: string | undefined;
  /** Whether `download_path` is used. */
  readonly use_download_path?: boolean | undefined;
  /** Whether the category decides about the paths. */
  readonly use_auto_tmm?: boolean | undefined;
  /** `Forced` ignores the queue. */
  readonly operating_mode?: 'AutoManaged' | 'Forced' | (string & {}) | undefined;
  /** Whether it goes to the top of the queue. */
  readonly add_to_top_of_queue?: boolean | undefined;
  /** Whether it is added stopped. */
  readonly stopped?: boolean | undefined;
  /** When it stops automatically. */
  readonly stop_condition?:
    | 'None'
    | 'MetadataReceived'
    | 'FilesChecked'
    | (string & {})
    | undefined;
  /** Whether the files on disk count as complete without a check. Before 5.3. */
  readonly skip_checking?: boolean | undefined;
  /** The same. Since 5.3. */
  readonly seed_mode?: boolean | undefined;
  /** Whether it gets a folder of its own. */
  readonly content_layout?: 'Original' | 'Subfolder' | 'NoSubfolder' | (string & {}) | undefined;
  /** Bytes per second; -1 = none. */
  readonly download_limit?: number | undefined;
  /** Bytes per second; -1 = none. */
  readonly upload_limit?: number | undefined;
  /** -2 = the global limit, -1 = none. */
  readonly ratio_limit?: number | undefined;
  /** Minutes; -2 = the global limit, -1 = none. */
  readonly seeding_time_limit?: number | undefined;
  /** Minutes; -2 = the global limit, -1 = none. */
  readonly inactive_seeding_time_limit?: number | undefined;
  /** What happens at a limit. Since 5.0. */
  readonly share_limit_action?: string | undefined;
  /** Whether one limit is enough. Since 5.3. */
  readonly share_limits_mode?: string | undefined;
  /** PEM. Since 5.0. */
  readonly ssl_certificate?: string | undefined;
  /** PEM, a secret: never log it. Since 5.0. */
  readonly ssl_private_key?: string | undefined;
  /** PEM. Since 5.0. */
  readonly ssl_dh_params?: string | undefined;
}

/** A rule that downloads what feeds offer. */
export interface RssRule {
  /** Whether it is enabled; all rules also need `rss_auto_downloading_enabled` in the preferences. */
  readonly enabled: boolean;
  /** The URLs of the feeds it looks at. */
  readonly affectedFeeds: readonly string[];
  /** What a title must contain: words and wildcards, `|` for "or"; empty = anything. */
  readonly mustContain: string;
  /** What it must not contain. */
  readonly mustNotContain: string;
  /** Whether the two above are regular expressions. */
  readonly useRegex: boolean;
  /** Season and episodes, e.g. `1x2;8-15;5;30-;`; empty = all. */
  readonly episodeFilter: string;
  /** Whether an episode is downloaded once only. */
  readonly smartFilter?: boolean | undefined;
  /** The episodes that `smartFilter` has seen. */
  readonly previouslyMatchedEpisodes?: readonly string[] | undefined;
  /** Days to wait after a match before the next; 0 = none. */
  readonly ignoreDays: number;
  /** When it matched last, as the text of an email's date; empty = never. */
  readonly lastMatch: string;
  /** Rules of a lower number come first. Since 4.6. */
  readonly priority?: number | undefined;
  /** How torrents are added. Since 4.6, where it makes qBittorrent ignore the four below. */
  readonly torrentParams?: RssTorrentParams | undefined;
  /** The category. Newer versions have it in `torrentParams`. */
  readonly assignedCategory?: string | undefined;
  /** Where files go; empty = the default. Newer versions have it in `torrentParams`. */
  readonly savePath?: string | undefined;
  /** Whether torrents are added stopped; null = as set. Newer versions: `torrentParams.stopped`. */
  readonly addPaused?: boolean | null | undefined;
  /** Null = as set. Newer versions: `torrentParams.content_layout`. */
  readonly torrentContentLayout?: string | null | undefined;
}

/** What {@link RssTorrentParams} looks like on the wire; unknown keys pass. */
export const RssTorrentParamsSchema: v.GenericSchema<unknown, RssTorrentParams> = v.looseObject({
  category: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  save_path: v.optional(v.string()),
  download_path: v.optional(v.string()),
  use_download_path: v.optional(v.boolean()),
  use_auto_tmm: v.optional(v.boolean()),
  operating_mode: v.optional(v.string()),
  add_to_top_of_queue: v.optional(v.boolean()),
  stopped: v.optional(v.boolean()),
  stop_condition: v.optional(v.string()),
  skip_checking: v.optional(v.boolean()),
  seed_mode: v.optional(v.boolean()),
  content_layout: v.optional(v.string()),
  download_limit: v.optional(v.number()),
  upload_limit: v.optional(v.number()),
  ratio_limit: v.optional(v.number()),
  seeding_time_limit: v.optional(v.number()),
  inactive_seeding_time_limit: v.optional(v.number()),
  share_limit_action: v.optional(v.string()),
  share_limits_mode: v.optional(v.string()),
  ssl_certificate: v.optional(v.string()),
  ssl_private_key: v.optional(v.string()),
  ssl_dh_params: v.optional(v.string()),
} satisfies EntriesOf<RssTorrentParams>);

/** What {@link RssRule} looks like on the wire; unknown keys pass. */
export const RssRuleSchema: v.GenericSchema<unknown, RssRule> = v.looseObject({
  enabled: v.boolean(),
  affectedFeeds: v.array(v.string()),
  mustContain: v.string(),
  mustNotContain: v.string(),
  useRegex: v.boolean(),
  episodeFilter: v.string(),
  smartFilter: v.optional(v.boolean()),
  previouslyMatchedEpisodes: v.optional(v.array(v.string())),
  ignoreDays: v.number(),
  lastMatch: v.string(),
  priority: v.optional(v.number()),
  torrentParams: v.optional(RssTorrentParamsSchema),
  assignedCategory: v.optional(v.string()),
  savePath: v.optional(v.string()),
  addPaused: v.optional(v.nullable(v.boolean())),
  torrentContentLayout: v.optional(v.nullable(v.string())),
} satisfies EntriesOf<RssRule>);
