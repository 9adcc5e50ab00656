import type { QBittorrentError } from '../qbittorrent-error.ts';
import type { Category } from '../records/category.ts';
import type { ServerState } from '../records/server-state.ts';
import type { Torrent } from '../records/torrent.ts';

/** A tracker, and the torrents that have it. */
export interface SyncTracker {
  /** Its URL. */
  readonly url: string;
  /** The hashes of its torrents, sorted. */
  readonly hashes: readonly string[];
}

/** What qBittorrent holds at one moment. Never changed: each moment is a new object. */
export interface MainDataState {
  /** Torrents by hash. */
  readonly torrents: ReadonlyMap<string, Torrent>;
  /** Categories by name. */
  readonly categories: ReadonlyMap<string, Category>;
  /** All tags. */
  readonly tags: ReadonlySet<string>;
  /** Trackers by URL. */
  readonly trackers: ReadonlyMap<string, SyncTracker>;
  /** The state of the server; `undefined` before the first answer. */
  readonly serverState: ServerState | undefined;
  /**
   * The parts of the last answer that cannot be read: `QBT_UNEXPECTED_RESPONSE` errors that name it.
   * Records that were known before keep the fields they had; new ones are missing.
   */
  readonly problems: readonly QBittorrentError[];
}

/** What is known before the first answer. */
export function noMainData(): MainDataState {
  return {
    torrents: new Map(),
    categories: new Map(),
    tags: new Set(),
    trackers: new Map(),
    serverState: undefined,
    problems: [],
  };
}
