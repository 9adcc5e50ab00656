import type { RecordSchema } from '../records/entries-of.ts';
import type { PartOf } from '../records/partial-record.ts';

/**
 * Whether a part of a record has all the fields that every such record has. A part of a record that
 * was never received in full lacks some: qBittorrent sends new records in full.
 *
 * @param miss Called with each field that is missing.
 */
type IsWhole<T> = (part: PartOf<T>, miss: (field: string) => void) => part is PartOf<T> & T;

/** Makes the check for the records of a schema. */
export function isWholeBy<T extends object>(schema: RecordSchema<T>): IsWhole<T> {
  const entries = Object.entries<{ readonly type: string }>(schema.entries);
  const needed = entries.filter(([, { type }]) => type !== 'optional').map(([field]) => field);
  return (part, miss): part is PartOf<T> & T => {
    let isWhole = true;
    for (const field of needed) {
      if (Object.hasOwn(part, field)) continue;
      isWhole = false;
      miss(field);
    }
    return isWhole;
  };
}
