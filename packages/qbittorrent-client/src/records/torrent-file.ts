import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A file of a torrent (`torrents/files`), under the names of the Web API. */
export interface TorrentFile {
  /**
   * Its id in all calls. Before 4.4 missing: then its place in the list of all files,
   * of which `onOddRecords` may leave some out.
   */
  readonly index?: number | undefined;
  /** Its path below the save path, with forward slashes. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** How much of it is there, 0–1. */
  readonly progress: number;
  /** 0 = not wanted, 1 = normal, 6 = high, 7 = maximum; -1 = mixed, 4 = normal (old). */
  readonly priority: number;
  /** How much of it the peers have together, 0–1. */
  readonly availability?: number | undefined;
  /** Its first and its last piece. */
  readonly piece_range?: readonly [number, number] | undefined;
  /** The torrent is complete. Only the first file has it. */
  readonly is_seed?: boolean | undefined;
}

/** What {@link TorrentFile} looks like on the wire; unknown keys pass. */
export const TorrentFileSchema: v.GenericSchema<unknown, TorrentFile> = v.looseObject({
  index: v.optional(v.number()),
  name: v.string(),
  size: v.number(),
  progress: v.number(),
  priority: v.number(),
  availability: v.optional(v.number()),
  piece_range: v.optional(v.tuple([v.number(), v.number()])),
  is_seed: v.optional(v.boolean()),
} satisfies EntriesOf<TorrentFile>);
