import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { epochSeconds } from './epoch-seconds.ts';

/** A peer that qBittorrent refused or banned (`log/peers`). */
export interface PeerLogEntry {
  /** Counts up from 0 at each start. */
  readonly id: number;
  /** The address of the peer. */
  readonly ip: string;
  /** Epoch seconds. Old versions report milliseconds; they are converted to seconds. */
  readonly timestamp: number;
  /** Refused by the IP filter; `false` = banned. */
  readonly blocked: boolean;
  /** Why, in the language of qBittorrent; may be empty. */
  readonly reason: string;
}

/** What {@link PeerLogEntry} looks like on the wire; unknown keys pass. */
export const PeerLogEntrySchema: v.GenericSchema<unknown, PeerLogEntry> = v.looseObject({
  id: v.number(),
  ip: v.string(),
  timestamp: epochSeconds,
  blocked: v.boolean(),
  reason: v.string(),
} satisfies EntriesOf<PeerLogEntry>);
