import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** The metadata of a torrent. */
export interface TorrentContents {
  /** Its name. */
  readonly name: string;
  /** Bytes of all files. */
  readonly length: number;
  /** Bytes per piece. */
  readonly piece_length: number;
  /** Number of pieces. */
  readonly pieces_num: number;
  /** It is private: its peers come only from trackers. */
  readonly private: boolean;
  /** Its files in order: `path` with forward slashes, `length` in bytes. */
  readonly files: readonly { readonly path: string; readonly length: number }[];
}

/**
 * What is known of a torrent that need not be in qBittorrent, under the names of the Web
 * API. Until `info` is there qBittorrent is still fetching it.
 */
export interface TorrentMetadata {
  /** Its metadata; missing while qBittorrent fetches it. */
  readonly info?: TorrentContents | undefined;
  /** Its future id in all calls. */
  readonly hash?: string | undefined;
  /** The v1 info hash; empty when it has none. */
  readonly infohash_v1?: string | undefined;
  /** The v2 info hash; empty when it has none. */
  readonly infohash_v2?: string | undefined;
  /** What its maker says about it. */
  readonly comment?: string | undefined;
  /** The program it was made with. */
  readonly created_by?: string | undefined;
  /** When it was made, seconds since 1970; -1 = not known. */
  readonly creation_date?: number | undefined;
  /** Its trackers; those of tier 0 come first. */
  readonly trackers?: readonly { readonly url: string; readonly tier: number }[] | undefined;
  /** Addresses of web servers that have its files. */
  readonly webseeds?: readonly string[] | undefined;
}

const ContentsSchema: v.GenericSchema<unknown, TorrentContents> = v.looseObject({
  name: v.string(),
  length: v.number(),
  piece_length: v.number(),
  pieces_num: v.number(),
  private: v.boolean(),
  files: v.array(v.looseObject({ path: v.string(), length: v.number() })),
} satisfies EntriesOf<TorrentContents>);

/** What {@link TorrentMetadata} looks like on the wire; unknown keys pass. */
export const TorrentMetadataSchema: v.GenericSchema<unknown, TorrentMetadata> = v.looseObject({
  info: v.optional(ContentsSchema),
  hash: v.optional(v.string()),
  infohash_v1: v.optional(v.string()),
  infohash_v2: v.optional(v.string()),
  comment: v.optional(v.string()),
  created_by: v.optional(v.string()),
  creation_date: v.optional(v.number()),
  trackers: v.optional(v.array(v.looseObject({ url: v.string(), tier: v.number() }))),
  webseeds: v.optional(v.array(v.string())),
} satisfies EntriesOf<TorrentMetadata>);
