import * as v from 'valibot';
import { isObject } from '../protocol/is-object.ts';
import { schemaReader } from '../protocol/schema-reader.ts';
import { oneByOne } from './one-by-one.ts';

/**
 * Values by names that users chose, each read on its own: one that cannot be read is left out and
 * named. Unlike `v.record` it keeps what is called `__proto__`, `prototype` or `constructor`.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function mapOf<T>(
  value: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, Readonly<Record<string, T>>> {
  const read = schemaReader(value);
  return oneByOne(v.record(v.string(), value), {
    opens: isObject,
    readerOf: () => read,
    // Makes `__proto__` a key like all others, where an assignment would not.
    close: Object.fromEntries,
  });
}
