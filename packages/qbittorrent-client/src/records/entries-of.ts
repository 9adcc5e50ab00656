import type * as v from 'valibot';

/** The schemas of all fields of a record, and of no others: with `satisfies`, type and schema agree. */
export type EntriesOf<T> = Readonly<Record<keyof T, v.GenericSchema>>;

/** The schema of a record, whose fields can be listed. */
export type RecordSchema<T> = v.GenericSchema<unknown, T> & { readonly entries: EntriesOf<T> };
