import type * as v from 'valibot';
import { passesUnchanged } from './passes-unchanged.ts';

/** Reads one value, as schemas do it. */
export type Read<T> = (
  value: unknown,
  config: v.Config<v.BaseIssue<unknown>>,
) => v.OutputDataset<T, v.BaseIssue<unknown>>;

/** Reads by a schema, which is not run for what it would give back as it is. */
export function schemaReader<T>(schema: v.GenericSchema<unknown, T>): Read<T> {
  let test: ((value: unknown) => value is T) | undefined;
  return (value, config) => {
    test ??= passesUnchanged(schema);
    return test(value) ? { typed: true, value } : schema['~run']({ value }, config);
  };
}
