import type { Category } from '../records/category.ts';
import type { MainData } from '../records/main-data.ts';
import type { PartOf } from '../records/part-of.ts';
import type { ServerState } from '../records/server-state.ts';
import type { Torrent } from '../records/torrent.ts';
import type { MainDataState, SyncTracker } from './main-data-state.ts';
import { mergeRecords, type RecordUpdates, unlessSame } from './merge-records.ts';

/**
 * What qBittorrent holds after one more answer of `sync/maindata`.
 *
 * @param before What it held when it gave the answer before this one; {@link noMainData} at first.
 * @param data The answer.
 * @returns The new state; what did not change is the same object as in `before`.
 */
export function mergeMainData(before: MainDataState, data: MainData): MainDataState {
  const full = data.full_update === true;
  return {
    torrents: mergeRecords(
      before.torrents,
      updatesOf(full, data.torrents, data.torrents_removed),
      (hash, fields) => whole(isTorrent, { ...fields, hash }),
    ),
    categories: mergeRecords(
      before.categories,
      updatesOf(full, data.categories, data.categories_removed),
      (_, fields) => whole(isCategory, fields),
    ),
    tags: mergeTags(before.tags, full, data),
    trackers: mergeRecords(before.trackers, trackerUpdates(full, data), (url, { hashes = [] }) => ({
      url,
      hashes,
    })),
    serverState: mergeServerState(before.serverState, full, data.server_state),
  };
}

function updatesOf<T>(
  full: boolean,
  updates: Readonly<Record<string, PartOf<T>>> = {},
  removed: readonly string[] = [],
): RecordUpdates<T> {
  return { full, updates: Object.entries(updates), removed };
}

/** Each array is all there is for its tracker, in any order. */
function trackerUpdates(full: boolean, data: MainData): RecordUpdates<SyncTracker> {
  const updates = Object.entries(data.trackers ?? {}).map(
    ([url, hashes]) => [url, { hashes: hashes.toSorted() }] as const,
  );
  return { full, updates, removed: data.trackers_removed ?? [] };
}

/** Unlike the other arrays, that of the tags holds the new ones alone. */
function mergeTags(
  before: ReadonlySet<string>,
  full: boolean,
  { tags = [], tags_removed = [] }: MainData,
): ReadonlySet<string> {
  const after = new Set(full ? tags : [...before, ...tags]);
  for (const tag of tags_removed) after.delete(tag);
  const isSame = after.size === before.size && [...after].every((tag) => before.has(tag));
  return isSame ? before : after;
}

function mergeServerState(
  before: ServerState | undefined,
  full: boolean,
  update: PartOf<ServerState> | undefined,
): ServerState | undefined {
  if (update === undefined) return before;
  const after = whole(isServerState, full ? update : { ...before, ...update });
  return after === undefined ? before : unlessSame(before, after);
}

/** A part of what we never saw whole stays out; qBittorrent sends whatever is new whole. */
function whole<T>(isWhole: (fields: PartOf<T>) => fields is T, fields: PartOf<T>): T | undefined {
  return isWhole(fields) ? fields : undefined;
}

function isTorrent(fields: PartOf<Torrent>): fields is Torrent {
  return typeof fields.name === 'string' && typeof fields.state === 'string';
}

function isCategory(fields: PartOf<Category>): fields is Category {
  return typeof fields.name === 'string' && typeof fields.savePath === 'string';
}

function isServerState(fields: PartOf<ServerState>): fields is ServerState {
  return typeof fields.connection_status === 'string' && typeof fields.dht_nodes === 'number';
}
