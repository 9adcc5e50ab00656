import * as v from 'valibot';
import { DecimalTextSchema } from './decimal-text.ts';
import type { EntriesOf, RecordSchema } from './entries-of.ts';
import { type PartOf, partialRecord } from './partial-record.ts';
import type { TransferInfo } from './transfer-info.ts';

/** The state of qBittorrent as `sync/maindata` reports it, under the names of the Web API. */
export interface ServerState extends TransferInfo {
  /** Bytes received in total. */
  readonly alltime_dl: number;
  /** Bytes sent in total. */
  readonly alltime_ul: number;
  /** Whether torrents wait in a queue. */
  readonly queueing: boolean;
  /** How often the Web UI asks again, in milliseconds. */
  readonly refresh_interval: number;
  /** Whether the alternative limits are in force. */
  readonly use_alt_speed_limits: boolean;
  /** The ratio of all bytes sent to all received; `null` when one of them is 0. */
  readonly global_ratio?: number | null | undefined;
  /** Bytes free at the default save path; -1 = not known yet. */
  readonly free_space_on_disk?: number | undefined;
  /** Milliseconds that a disk job waits. */
  readonly average_time_queue?: number | undefined;
  /** Disk jobs that wait. */
  readonly queued_io_jobs?: number | undefined;
  /** Bytes that wait for the disk. */
  readonly total_queued_size?: number | undefined;
  /** Bytes in buffers. */
  readonly total_buffers_size?: number | undefined;
  /** Percent of the reads that the cache served; `null` where it cannot be read. */
  readonly read_cache_hits?: number | null | undefined;
  /** Peers that wait for a read, in percent; `null` where it cannot be read. */
  readonly read_cache_overload?: number | null | undefined;
  /** Peers that wait for a write, in percent; `null` where it cannot be read. */
  readonly write_cache_overload?: number | null | undefined;
  /** Peers in all. */
  readonly total_peer_connections?: number | undefined;
  /** Bytes thrown away since the start. */
  readonly total_wasted_session?: number | undefined;
  /** Whether a category may lie in another. 4.6 to 5.1. */
  readonly use_subcategories?: boolean | undefined;
  /** Everything is paused, as with `transfer.pauseSession`. Since 5.3. */
  readonly session_state?: boolean | undefined;
  /** Milliseconds from the request of a peer to the answer. Since 5.3. */
  readonly request_latency?: number | undefined;
  /** Announces that wait. Since 5.3. */
  readonly queued_tracker_announces?: number | undefined;
}

const WholeSchema = v.looseObject({
  connection_status: v.string(),
  dht_nodes: v.number(),
  dl_info_data: v.number(),
  dl_info_speed: v.number(),
  up_info_data: v.number(),
  up_info_speed: v.number(),
  dl_rate_limit: v.optional(v.number()),
  up_rate_limit: v.optional(v.number()),
  last_external_address_v4: v.optional(v.string()),
  last_external_address_v6: v.optional(v.string()),
  alltime_dl: v.number(),
  alltime_ul: v.number(),
  queueing: v.boolean(),
  refresh_interval: v.number(),
  use_alt_speed_limits: v.boolean(),
  global_ratio: v.optional(DecimalTextSchema),
  free_space_on_disk: v.optional(v.number()),
  average_time_queue: v.optional(v.number()),
  queued_io_jobs: v.optional(v.number()),
  total_queued_size: v.optional(v.number()),
  total_buffers_size: v.optional(v.number()),
  read_cache_hits: v.optional(DecimalTextSchema),
  read_cache_overload: v.optional(DecimalTextSchema),
  write_cache_overload: v.optional(DecimalTextSchema),
  total_peer_connections: v.optional(v.number()),
  total_wasted_session: v.optional(v.number()),
  use_subcategories: v.optional(v.boolean()),
  session_state: v.optional(v.boolean()),
  request_latency: v.optional(v.number()),
  queued_tracker_announces: v.optional(v.number()),
} satisfies EntriesOf<ServerState>);

/** What {@link ServerState} looks like on the wire; unknown keys pass. */
export const ServerStateSchema: RecordSchema<ServerState> = WholeSchema;

/** The same where only the keys come that changed. */
export const ServerStateUpdateSchema: v.GenericSchema<unknown, PartOf<ServerState>> = partialRecord(
  WholeSchema,
);
