import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';

/**
 * The state of a tracker: 0 = switched off, 1 = not contacted yet, 2 = works, 3 = being contacted,
 * 4 = does not work; since 5.2 also 5 = reports an error, 6 = cannot be reached. Before 4.1.5 a
 * text in the language of the server.
 */
export type TrackerStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | (number & {}) | (string & {});

/** The state of a tracker for one of our addresses. In all numbers, -1 = not known. */
export interface TrackerEndpoint {
  /** The address of ours, with the port. */
  readonly name?: string | undefined;
  /** 1 or 2: the version of BitTorrent that is announced. */
  readonly bt_version?: number | undefined;
  /** Its state. */
  readonly status?: TrackerStatus | undefined;
  /** An announce is under way. */
  readonly updating?: boolean | undefined;
  /** Its last message. */
  readonly msg?: string | undefined;
  /** Peers that it reported. */
  readonly num_peers?: number | undefined;
  /** Seeds it knows. */
  readonly num_seeds?: number | undefined;
  /** Leechers it knows. */
  readonly num_leeches?: number | undefined;
  /** How many have completed it. */
  readonly num_downloaded?: number | undefined;
  /** The next announce, seconds since 1970. */
  readonly next_announce?: number | undefined;
  /** The earliest possible next announce, seconds since 1970. */
  readonly min_announce?: number | undefined;
}

/**
 * A tracker of a torrent (`torrents/trackers`), under the names of the Web API. In all numbers, -1
 * = not known.
 */
export interface Tracker {
  /** Its address; `** [DHT] **`, `** [PeX] **` and `** [LSD] **` are not trackers. */
  readonly url: string;
  /** Trackers of the first tier, 0, come first; -1 = not a tracker. Since 4.1.5. */
  readonly tier?: number | undefined;
  /** Its state. */
  readonly status: TrackerStatus;
  /** Its last message. */
  readonly msg: string;
  /** Peers that it reported. */
  readonly num_peers: number;
  /** Seeds it knows. Since 4.1.5. */
  readonly num_seeds?: number | undefined;
  /** Leechers it knows. Since 4.1.5. */
  readonly num_leeches?: number | undefined;
  /** How many have completed it. Since 4.1.5. */
  readonly num_downloaded?: number | undefined;
  /** An announce is under way. Since 5.2. */
  readonly updating?: boolean | undefined;
  /** The next announce, seconds since 1970; 0 = not known. Since 5.2. */
  readonly next_announce?: number | undefined;
  /** The earliest possible next announce, seconds since 1970; 0 = not known. Since 5.2. */
  readonly min_announce?: number | undefined;
  /** The same for each of our addresses. Since 5.2. */
  readonly endpoints?: readonly TrackerEndpoint[] | undefined;
}

const EndpointSchema: v.GenericSchema<unknown, TrackerEndpoint> = v.looseObject({
  name: v.optional(v.string()),
  bt_version: v.optional(v.number()),
  status: v.optional(v.number()),
  updating: v.optional(v.boolean()),
  msg: v.optional(v.string()),
  num_peers: v.optional(v.number()),
  num_seeds: v.optional(v.number()),
  num_leeches: v.optional(v.number()),
  num_downloaded: v.optional(v.number()),
  next_announce: v.optional(v.number()),
  min_announce: v.optional(v.number()),
} satisfies EntriesOf<TrackerEndpoint>);

/** What {@link Tracker} looks like on the wire; unknown keys pass. */
export const TrackerSchema: v.GenericSchema<unknown, Tracker> = v.looseObject({
  url: v.string(),
  // Old servers leave the tier of DHT, PeX and LSD empty.
  tier: v.optional(
    v.union([
      v.number(),
      v.pipe(
        v.literal(''),
        v.transform(() => -1),
      ),
    ]),
  ),
  status: v.union([v.number(), v.string()]),
  msg: v.string(),
  num_peers: v.number(),
  num_seeds: v.optional(v.number()),
  num_leeches: v.optional(v.number()),
  num_downloaded: v.optional(v.number()),
  updating: v.optional(v.boolean()),
  next_announce: v.optional(v.number()),
  min_announce: v.optional(v.number()),
  endpoints: v.optional(listOf(EndpointSchema)),
} satisfies EntriesOf<Tracker>);
