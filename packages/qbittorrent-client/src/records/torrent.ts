import * as v from 'valibot';
import type { EntriesOf, RecordSchema } from './entries-of.ts';
import { listOf } from './list-of.ts';
import { type PartOf, partialRecord } from './partial-record.ts';
import type { TorrentActivity } from './torrent-activity.ts';
import { type TorrentFile, TorrentFileSchema } from './torrent-file.ts';
import type { TorrentLimits } from './torrent-limits.ts';
import { type Tracker, TrackerSchema } from './tracker.ts';

/** A torrent (`torrents/info`), under the names of the Web API. */
export interface Torrent extends TorrentActivity, TorrentLimits {
  /** Its id in all calls: the v1 info hash, or the truncated v2 one. */
  readonly hash: string;
  /** The v1 info hash; empty when it has none. Since 4.4. */
  readonly infohash_v1?: string | undefined;
  /** The v2 info hash; empty when it has none. Since 4.4. */
  readonly infohash_v2?: string | undefined;
  /** Its name. */
  readonly name: string;
  /** Its magnet link. */
  readonly magnet_uri?: string | undefined;
  /** Bytes of the files that are wanted; -1 = not known yet. */
  readonly size: number;
  /** Bytes of all files; -1 = not known yet. */
  readonly total_size?: number | undefined;
  /** Bytes per piece; -1 = not known yet. Since 5.2. */
  readonly piece_size?: number | undefined;
  /** Number of pieces; -1 = not known yet. Since 5.2. */
  readonly pieces_num?: number | undefined;
  /** Its metadata is available. Since 5.0. */
  readonly has_metadata?: boolean | undefined;
  /** It is private: its peers come only from trackers. `null` = not known yet. Since 5.0. */
  readonly private?: boolean | null | undefined;
  /** What its maker says about it. Since 5.0. */
  readonly comment?: string | undefined;
  /** The program it was made with. Since 5.2. */
  readonly created_by?: string | undefined;
  /** When it was made, seconds since 1970; -1 = not known. Since 5.2. */
  readonly creation_date?: number | undefined;
  /** Where it is kept when it is complete. */
  readonly save_path: string;
  /** Where it is kept until then; empty = in `save_path`. Since 4.4. */
  readonly download_path?: string | undefined;
  /** Its folder, or its only file. Since 4.3.1. */
  readonly content_path?: string | undefined;
  /** Its folder; empty when it has none. Since 5.0. */
  readonly root_path?: string | undefined;
  /** Its category; empty = none. */
  readonly category: string;
  /** Its tags, separated by `, `; empty = none. */
  readonly tags?: string | undefined;
  /** Its category decides where it is kept. */
  readonly auto_tmm?: boolean | undefined;
  /** Its place in the queue, from 1; 0 or -1 = not in the queue. */
  readonly priority: number;
  /** It ignores the queue. */
  readonly force_start: boolean;
  /** Its pieces are fetched in order. */
  readonly seq_dl: boolean;
  /** The ends of its files are fetched first. Before 4.2 missing until the metadata is available. */
  readonly f_l_piece_prio?: boolean | undefined;
  /** Super seeding is on. */
  readonly super_seeding: boolean;
  /** Its files, where they were asked for. */
  readonly files?: readonly TorrentFile[] | undefined;
  /** Its trackers, without the rows for DHT, PeX and LSD, where they were asked for. */
  readonly trackers?: readonly Tracker[] | undefined;
}

const WholeSchema = v.looseObject({
  hash: v.string(),
  infohash_v1: v.optional(v.string()),
  infohash_v2: v.optional(v.string()),
  name: v.string(),
  magnet_uri: v.optional(v.string()),
  size: v.number(),
  total_size: v.optional(v.number()),
  piece_size: v.optional(v.number()),
  pieces_num: v.optional(v.number()),
  has_metadata: v.optional(v.boolean()),
  private: v.optional(v.nullable(v.boolean())),
  comment: v.optional(v.string()),
  created_by: v.optional(v.string()),
  creation_date: v.optional(v.number()),
  save_path: v.string(),
  download_path: v.optional(v.string()),
  content_path: v.optional(v.string()),
  root_path: v.optional(v.string()),
  category: v.string(),
  tags: v.optional(v.string()),
  auto_tmm: v.optional(v.boolean()),
  priority: v.number(),
  force_start: v.boolean(),
  seq_dl: v.boolean(),
  f_l_piece_prio: v.optional(v.boolean()),
  super_seeding: v.boolean(),
  files: v.optional(listOf(TorrentFileSchema)),
  trackers: v.optional(listOf(TrackerSchema)),
  state: v.string(),
  progress: v.number(),
  completed: v.number(),
  amount_left: v.number(),
  dlspeed: v.number(),
  upspeed: v.number(),
  downloaded: v.number(),
  downloaded_session: v.optional(v.number()),
  uploaded: v.number(),
  uploaded_session: v.optional(v.number()),
  total_wasted: v.optional(v.number()),
  ratio: v.number(),
  popularity: v.optional(v.number()),
  availability: v.optional(v.number()),
  eta: v.number(),
  num_seeds: v.number(),
  num_complete: v.number(),
  num_leechs: v.number(),
  num_incomplete: v.number(),
  connections_count: v.optional(v.number()),
  pieces_have: v.optional(v.number()),
  added_on: v.number(),
  completion_on: v.number(),
  seen_complete: v.optional(v.number()),
  last_activity: v.optional(v.number()),
  time_active: v.optional(v.number()),
  seeding_time: v.optional(v.number()),
  reannounce: v.optional(v.number()),
  tracker: v.string(),
  trackers_count: v.optional(v.number()),
  has_tracker_warning: v.optional(v.boolean()),
  has_tracker_error: v.optional(v.boolean()),
  has_other_announce_error: v.optional(v.boolean()),
  dl_limit: v.number(),
  up_limit: v.number(),
  ratio_limit: v.optional(v.number()),
  max_ratio: v.optional(v.number()),
  seeding_time_limit: v.optional(v.number()),
  max_seeding_time: v.optional(v.number()),
  inactive_seeding_time_limit: v.optional(v.number()),
  max_inactive_seeding_time: v.optional(v.number()),
  share_limit_action: v.optional(v.string()),
  share_limits_mode: v.optional(v.string()),
  connections_limit: v.optional(v.number()),
} satisfies EntriesOf<Torrent>);

/** What {@link Torrent} looks like on the wire; unknown keys pass. */
export const TorrentSchema: RecordSchema<Torrent> = WholeSchema;

/** The same where only the keys come that changed. */
export const TorrentUpdateSchema: v.GenericSchema<unknown, PartOf<Torrent>> = partialRecord(
  WholeSchema,
);
