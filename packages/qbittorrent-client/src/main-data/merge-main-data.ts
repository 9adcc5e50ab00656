import { maindata } from '../endpoints/sync/main-data.ts';
import { placeOf } from '../protocol/place-of.ts';
import { unknownForm } from '../protocol/unknown-form.ts';
import type { QBittorrentError } from '../qbittorrent-error.ts';
import { CategorySchema } from '../records/category.ts';
import type { RecordSchema } from '../records/entries-of.ts';
import type { MainData } from '../records/main-data.ts';
import type { PartOf } from '../records/partial-record.ts';
import { ServerStateSchema } from '../records/server-state.ts';
import { TorrentSchema } from '../records/torrent.ts';
import { isWholeBy } from './is-whole-by.ts';
import type { MainDataState, SyncTracker } from './main-data-state.ts';
import { mergeRecord, mergeRecords, type RecordUpdates } from './merge-records.ts';

/**
 * What qBittorrent holds after one more answer of `sync/maindata`.
 *
 * @param before What it held when it gave the answer before this one; {@link noMainData} at first.
 * @param data The answer.
 * @param unread What of the answer could not be read.
 * @returns The new state; what did not change is the same object as in `before`.
 */
export function mergeMainData(
  before: MainDataState,
  data: MainData,
  unread: readonly QBittorrentError[] = [],
): MainDataState {
  const full = data.full_update === true;
  const missing: string[] = [];
  const isNamed = (place: string) =>
    unread.some(({ places = [] }) => places.some((each) => `${each}.`.startsWith(`${place}.`)));
  /** Keeps complete records, and notes what the others lack. */
  const takeWhole = <T extends object>(schema: RecordSchema<T>) => {
    const isWhole = isWholeBy(schema);
    return (fields: PartOf<T>, placeOfRecord: () => string): T | undefined => {
      const miss = (field: string) => {
        const place = placeOfRecord();
        if (!isNamed(place)) missing.push(`${place}.${field}`);
      };
      return isWhole(fields, miss) ? fields : undefined;
    };
  };
  const { torrents, categories, server_state: state } = data;
  const known = before.serverState;
  const takeTorrent = takeWhole(TorrentSchema);
  const takeCategory = takeWhole(CategorySchema);
  const takeState = takeWhole(ServerStateSchema);
  const merged = {
    torrents: mergeRecords(
      before.torrents,
      updatesOf(full, torrents, data.torrents_removed),
      (hash, fields) => takeTorrent({ ...fields, hash }, () => placeIn('torrents', torrents, hash)),
    ),
    categories: mergeRecords(
      before.categories,
      updatesOf(full, categories, data.categories_removed),
      (name, fields) => takeCategory(fields, () => placeIn('categories', categories, name)),
    ),
    tags: mergeTags(before.tags, full, data),
    trackers: mergeRecords(before.trackers, trackerUpdates(full, data), (url, { hashes = [] }) => ({
      url,
      hashes,
    })),
    serverState:
      state && mergeRecord(known, full, state, (all) => takeState(all, () => 'server_state')),
  };
  const incomplete = missing.length === 0 ? [] : [unknownForm(maindata.does, missing, {})];
  return {
    ...merged,
    serverState: merged.serverState ?? known,
    problems: [...unread, ...incomplete],
  };
}

function updatesOf<T>(
  full: boolean,
  updates: Readonly<Record<string, PartOf<T>>> = {},
  removed: readonly string[] = [],
): RecordUpdates<T> {
  return { full, updates: Object.entries(updates), removed };
}

/** Each array is complete for its tracker, in any order. */
function trackerUpdates(full: boolean, data: MainData): RecordUpdates<SyncTracker> {
  const updates = Object.entries(data.trackers ?? {}).map(
    ([url, hashes]) => [url, { hashes: hashes.toSorted() }] as const,
  );
  return { full, updates, removed: data.trackers_removed ?? [] };
}

/** Unlike the other arrays, that of the tags holds only new ones. */
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

function placeIn(kind: string, records: object | undefined, key: string): string {
  return placeOf([
    { key: kind, input: undefined },
    { key, input: records },
  ]);
}
