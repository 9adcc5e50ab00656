import * as v from 'valibot';
import { schemaReader } from '../protocol/schema-reader.ts';
import { oneByOne } from './one-by-one.ts';

/**
 * A list of records, each read on its own: one that cannot be read is left out and named.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function listOf<T>(item: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> {
  const read = schemaReader(item);
  return oneByOne(v.array(item), {
    opens: Array.isArray,
    readerOf: () => read,
    close: (items) => items.map(([, value]) => value),
  });
}
