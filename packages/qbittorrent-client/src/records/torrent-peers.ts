import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';
import { mapOf } from './map-of.ts';
import { type PartOf, partialRecord } from './partial-record.ts';

/** A peer of a torrent, under the names of the Web API. */
export interface Peer {
  /** The program it says it is, e.g. `qBittorrent/4.5.2`. */
  readonly client: string;
  /** How it is connected: `BT`, `μTP`, `Web`, …. */
  readonly connection: string;
  /** Bytes per second from it, now. */
  readonly dl_speed: number;
  /** Bytes per second to it, now. */
  readonly up_speed: number;
  /** Bytes received from it. */
  readonly downloaded: number;
  /** Bytes sent to it. */
  readonly uploaded: number;
  /** How much of the torrent it has, 0 to 1. */
  readonly progress: number;
  /** How much of what we still need it has, 0 to 1. */
  readonly relevance: number;
  /** How much of the torrent came from it, 0 to 1. Since 5.3. */
  readonly contribution?: number | undefined;
  /** Flags, e.g. `D E P`. */
  readonly flags: string;
  /** A line for each flag, in the language of the server. */
  readonly flags_desc: string;
  /** Its address; none where it is reached over I2P. */
  readonly ip?: string | undefined;
  /** Its port; none where it is reached over I2P. */
  readonly port?: number | undefined;
  /** Its I2P destination, in place of address and port. Since 5.2. */
  readonly i2p_dest?: string | undefined;
  /** The name of its address, where qBittorrent resolves them. Since 5.2. */
  readonly host_name?: string | undefined;
  /** The client according to its peer id. */
  readonly peer_id_client?: string | undefined;
  /** Its country, in the language of the server; missing or `null` where countries are not looked up. */
  readonly country?: string | null | undefined;
  /** Its country as two letters; missing or `null` where countries are not looked up. */
  readonly country_code?: string | null | undefined;
  /** The files of the piece that comes from it, a line each. */
  readonly files?: string | undefined;
}

/** What `sync/torrentPeers` answers: all, or what changed since an earlier answer. */
export interface TorrentPeers {
  /** The number of this answer, for the next request. */
  readonly rid: number;
  /** `true` = this is everything; otherwise only changes. */
  readonly full_update?: boolean | undefined;
  /** Whether countries are looked up. */
  readonly show_flags?: boolean | undefined;
  /** Peers by `address:port`, or I2P destination. Of a known one the keys that changed. */
  readonly peers?: Readonly<Record<string, PartOf<Peer>>> | undefined;
  /** Those that disconnected. */
  readonly peers_removed?: readonly string[] | undefined;
}

const WholePeerSchema = v.looseObject({
  client: v.string(),
  connection: v.string(),
  dl_speed: v.number(),
  up_speed: v.number(),
  downloaded: v.number(),
  uploaded: v.number(),
  progress: v.number(),
  relevance: v.number(),
  contribution: v.optional(v.number()),
  flags: v.string(),
  flags_desc: v.string(),
  ip: v.optional(v.string()),
  port: v.optional(v.number()),
  i2p_dest: v.optional(v.string()),
  host_name: v.optional(v.string()),
  peer_id_client: v.optional(v.string()),
  country: v.optional(v.nullable(v.string())),
  country_code: v.optional(v.nullable(v.string())),
  files: v.optional(v.string()),
} satisfies EntriesOf<Peer>);

/** What {@link Peer} looks like on the wire; unknown keys pass. */
export const PeerSchema: v.GenericSchema<unknown, Peer> = WholePeerSchema;

/** What {@link TorrentPeers} looks like on the wire; unknown keys pass. */
export const TorrentPeersSchema: v.GenericSchema<unknown, TorrentPeers> = v.looseObject({
  rid: v.number(),
  full_update: v.optional(v.boolean()),
  show_flags: v.optional(v.boolean()),
  peers: v.optional(mapOf(partialRecord(WholePeerSchema))),
  peers_removed: v.optional(listOf(v.string())),
} satisfies EntriesOf<TorrentPeers>);
