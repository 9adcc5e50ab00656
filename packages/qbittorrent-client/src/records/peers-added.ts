import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { mapOf } from './map-of.ts';

/** How many of the peers one torrent took (`torrents/addPeers`). */
export interface PeersAdded {
  /** Taken: qBittorrent will try to connect. */
  readonly added: number;
  /** Not taken, or not an address at all. */
  readonly failed: number;
}

/** What {@link PeersAdded} looks like on the wire; unknown keys pass. */
export const PeersAddedSchema: v.GenericSchema<unknown, PeersAdded> = v.looseObject({
  added: v.number(),
  failed: v.number(),
} satisfies EntriesOf<PeersAdded>);

/** The same for several torrents, by info hash. */
export type PeersAddedByHash = Readonly<Record<string, PeersAdded>>;

/** What {@link PeersAddedByHash} looks like on the wire. */
export const PeersAddedByHashSchema: v.GenericSchema<unknown, PeersAddedByHash> =
  mapOf(PeersAddedSchema);
