import type { ShareLimitAction, ShareLimitsMode } from './share-limits.ts';

/**
 * The limits of a torrent, under the names of the Web API. Of what is called `…_limit` in time or
 * ratio: -2 = as in the preferences, -1 = none; `max_…` is the resulting value.
 */
export interface TorrentLimits {
  /** The download limit, bytes per second; 0 or -1 = none. */
  readonly dl_limit: number;
  /** The upload limit, bytes per second; 0 or -1 = none. */
  readonly up_limit: number;
  /** The ratio at which seeding ends. */
  readonly ratio_limit?: number | undefined;
  /** The ratio at which seeding really ends; -1 = never. */
  readonly max_ratio?: number | undefined;
  /** Minutes of seeding. */
  readonly seeding_time_limit?: number | undefined;
  /** Minutes of seeding after which it really ends; -1 = never. */
  readonly max_seeding_time?: number | undefined;
  /** Minutes of seeding while no peer downloads. Since 4.6. */
  readonly inactive_seeding_time_limit?: number | undefined;
  /** Minutes of idle seeding after which it really ends; -1 = never. Since 4.6. */
  readonly max_inactive_seeding_time?: number | undefined;
  /** What happens at a limit. Since 5.2. */
  readonly share_limit_action?: ShareLimitAction | undefined;
  /** Whether one limit is enough. Since 5.3. */
  readonly share_limits_mode?: ShareLimitsMode | undefined;
  /** How many peers it may have; -1 = any number. Since 5.2. */
  readonly connections_limit?: number | undefined;
}
