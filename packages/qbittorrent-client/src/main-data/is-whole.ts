import type { RecordSchema } from '../records/entries-of.ts';
import type { PartOf } from '../records/part-of.ts';

/**
 * Whether a part of a record has all that such a record needs. A part of what we never saw whole is
 * not: qBittorrent sends whatever is new whole.
 *
 * @param miss Called with each field that is missing.
 */
export function isWhole<T extends object>(
  schema: RecordSchema<T>,
  fields: PartOf<T>,
  miss: (field: string) => void,
): fields is PartOf<T> & T {
  let whole = true;
  for (const [field, { type }] of Object.entries<{ readonly type: string }>(schema.entries)) {
    if (type === 'optional' || Object.hasOwn(fields, field)) continue;
    miss(field);
    whole = false;
  }
  return whole;
}
