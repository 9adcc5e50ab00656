import type { PartOf } from '../records/partial-record.ts';
import { changedKeys } from './changed-keys.ts';

/** What an answer says about records of one kind. */
export interface RecordUpdates<T> {
  /** Whether these are all records. */
  readonly full: boolean;
  /** By key: of a new record all fields, else those that changed. */
  readonly updates: readonly (readonly [key: string, fields: PartOf<T>])[];
  /** Keys of those that were removed. */
  readonly removed: readonly string[];
}

/**
 * Merges what an answer says into the records there were. A record that did not change stays the
 * same object, and so does the map.
 *
 * @param complete Makes a record of its fields; `undefined` when they are not all there.
 */
export function mergeRecords<T extends object>(
  before: ReadonlyMap<string, T>,
  { full, updates, removed }: RecordUpdates<T>,
  complete: (key: string, fields: PartOf<T>) => T | undefined,
): ReadonlyMap<string, T> {
  if (!full && updates.length === 0 && removed.length === 0) return before;
  const after = new Map(full ? [] : before);
  for (const [key, fields] of updates) {
    const merged = mergeRecord(before.get(key), full, fields, (all) => complete(key, all));
    if (merged !== undefined) after.set(key, merged);
  }
  for (const key of removed) after.delete(key);
  return after;
}

/**
 * Merges what an answer says into one record. A record that is incomplete although everything was
 * sent keeps the fields that it had.
 *
 * @returns The record itself where nothing changed; `undefined` for a part of what was never known.
 */
export function mergeRecord<T extends object>(
  known: T | undefined,
  full: boolean,
  fields: PartOf<T>,
  complete: (fields: PartOf<T>) => T | undefined,
): T | undefined {
  const alone = full ? complete(fields) : undefined;
  const isNew = full && known === undefined;
  const merged = alone ?? (isNew ? undefined : complete({ ...known, ...fields }));
  return merged && unlessSame(known, merged);
}

function unlessSame<T extends object>(before: T | undefined, after: T): T {
  return before !== undefined && changedKeys(before, after).length === 0 ? before : after;
}
