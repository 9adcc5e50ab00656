import type { QBittorrentError } from '../qbittorrent-error.ts';
import type { Category } from '../records/category.ts';
import type { ServerState } from '../records/server-state.ts';
import type { Torrent } from '../records/torrent.ts';
import { changedKeys } from './changed-keys.ts';
import type { MainDataState, SyncTracker } from './main-data-state.ts';

/** A record that changed. */
export interface RecordChange<T> {
  /** What it was. */
  readonly before: T;
  /** What it is. */
  readonly after: T;
  /** The keys that changed. */
  readonly keys: readonly string[];
}

/** What happened to records of one kind. */
export interface RecordChanges<T> {
  /** Those that were added. */
  readonly added: readonly T[];
  /** Those that changed. */
  readonly changed: readonly RecordChange<T>[];
  /** Those that were removed, as they last were. */
  readonly removed: readonly T[];
}

/** What happened between two moments. */
export interface MainDataChange {
  /** Nothing happened. */
  readonly isEmpty: boolean;
  /**
   * The parts of the last answer that cannot be read: `QBT_UNEXPECTED_RESPONSE` errors that name it.
   * Records that were known before keep the fields they had; new ones are missing.
   */
  readonly problems: readonly QBittorrentError[];
  /** Torrents. */
  readonly torrents: RecordChanges<Torrent>;
  /** Categories. */
  readonly categories: RecordChanges<Category>;
  /** Tags. */
  readonly tags: Pick<RecordChanges<string>, 'added' | 'removed'>;
  /** Trackers, and which torrents have them. */
  readonly trackers: RecordChanges<SyncTracker>;
  /** The state of the server; `undefined` where it did not change. */
  readonly serverState:
    | {
        readonly before: ServerState | undefined;
        readonly after: ServerState;
        readonly keys: readonly string[];
      }
    | undefined;
}

/** What happened between two moments, whatever the answers between them. */
export function changeBetween(before: MainDataState, after: MainDataState): MainDataChange {
  const torrents = compare(before.torrents, after.torrents);
  const categories = compare(before.categories, after.categories);
  const trackers = compare(before.trackers, after.trackers);
  const tags = {
    added: [...after.tags].filter((tag) => !before.tags.has(tag)),
    removed: [...before.tags].filter((tag) => !after.tags.has(tag)),
  };
  const serverState = compareServerState(before.serverState, after.serverState);
  const problems = after === before ? [] : after.problems;
  const kinds = [torrents, categories, trackers, tags, { problems }];
  const lists: readonly unknown[][] = kinds.flatMap((kind) => Object.values(kind));
  const isEmpty = serverState === undefined && lists.every((list) => list.length === 0);
  return { isEmpty, problems, torrents, categories, tags, trackers, serverState };
}

function compare<T extends object>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): RecordChanges<T> {
  const added: T[] = [];
  const changed: RecordChange<T>[] = [];
  // Most answers leave most kinds as they were.
  if (before === after) return { added, changed, removed: [] };
  for (const [key, record] of after) {
    const known = before.get(key);
    if (known === undefined) added.push(record);
    else if (known !== record) {
      const keys = changedKeys(known, record);
      if (keys.length > 0) changed.push({ before: known, after: record, keys });
    }
  }
  const removed = [...before].flatMap(([key, record]) => (after.has(key) ? [] : [record]));
  return { added, changed, removed };
}

function compareServerState(
  before: ServerState | undefined,
  after: ServerState | undefined,
): MainDataChange['serverState'] {
  if (after === undefined || before === after) return undefined;
  const keys = changedKeys(before, after);
  return keys.length === 0 ? undefined : { before, after, keys };
}
