import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** The outcome for the torrents to add; the same shape for all versions. */
export interface TorrentsAdded {
  /**
   * The hashes of those that are there now. Before 5.2 computed from the files, magnet links and info
   * hashes that were given; those that were there before are then among them. The hash of an address
   * is never known; nor, before 5.2, is that of a file in a page that came over plain http.
   */
  readonly added: readonly string[];
  /** How many are there now. Before 5.2 always 1: at least one was added or is pending. */
  readonly succeeded: number;
  /** How many qBittorrent still has to fetch; they may yet fail. Before 5.2 always 0. */
  readonly pending: number;
  /** How many could not be added, e.g. because they are there already. Before 5.2 always 0. */
  readonly failed: number;
}

/** What qBittorrent 5.2 and newer report about it; unknown keys pass. */
export interface AddReply {
  /** Hashes. */
  readonly added_torrent_ids: readonly string[];
  /** How many there are of them. */
  readonly success_count: number;
  /** How many are being fetched. */
  readonly pending_count: number;
  /** How many failed. */
  readonly failure_count: number;
}

/** What {@link AddReply} looks like on the wire. */
export const AddReplySchema: v.GenericSchema<unknown, AddReply> = v.looseObject({
  added_torrent_ids: v.array(v.string()),
  success_count: v.number(),
  pending_count: v.number(),
  failure_count: v.number(),
} satisfies EntriesOf<AddReply>);
