import * as v from 'valibot';
import { isObject } from '../protocol/is-object.ts';
import { oneByOne } from './one-by-one.ts';

/** Some keys of a record, e.g. those that changed. */
export type PartOf<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * A record where only some keys come, each read on its own: one that cannot be read is left out and
 * named.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function partialRecord<Entries extends v.ObjectEntries>(
  whole: v.LooseObjectSchema<Entries, undefined>,
): v.SchemaWithPartial<v.LooseObjectSchema<Entries, undefined>, undefined> {
  const { entries } = whole;
  return oneByOne(v.partial(whole), {
    opens: isObject,
    readerOf: (key) => {
      const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
      return entry && ((value, config) => entry['~run']({ value }, config));
    },
    close: Object.fromEntries,
    otherwise: {},
  });
}
