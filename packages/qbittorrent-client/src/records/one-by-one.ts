import type * as v from 'valibot';
import type { Read } from '../protocol/schema-reader.ts';

/** What is read one by one. */
interface OneByOne {
  /** Whether a value is such a list or object. */
  readonly opens: (value: unknown) => value is object;
  /** Reads what is under a key; without a reader it passes as it is. */
  readonly readerOf: (key: string) => Read<unknown> | undefined;
  /** Makes the list or object of what could be read. */
  readonly close: (parts: readonly (readonly [key: string, part: unknown])[]) => object;
  /** The replacement for any other value. @default {it cannot be read} */
  readonly otherwise?: object;
}

/**
 * Changes a schema of a list or an object so that it reads what is in it one by one. What cannot be
 * read is left out and named in the issues; the rest is typed.
 *
 * @param schema Refuses any other value as before.
 * @returns The same schema.
 */
export function oneByOne<S extends v.GenericSchema>(
  schema: S,
  { opens, readerOf, close, otherwise }: OneByOne,
): S {
  const refuse = schema['~run'].bind(schema);
  const run: v.GenericSchema['~run'] = ({ value: input }, config) => {
    if (!opens(input)) {
      const refused = refuse({ value: undefined }, config);
      return otherwise === undefined ? refused : { ...refused, typed: true, value: otherwise };
    }
    const parts: [string, unknown][] = [];
    const issues: v.BaseIssue<unknown>[] = [];
    for (const [key, value] of Object.entries(input)) {
      const part: ReturnType<Read<unknown>> = readerOf(key)?.(value, config) ?? {
        typed: true,
        value,
      };
      for (const issue of part.issues ?? []) {
        const step = { type: 'unknown', origin: 'value', input, key, value } as const;
        issues.push({ ...issue, path: [step, ...(issue.path ?? [])] });
      }
      if (part.typed) parts.push([key, part.value]);
    }
    const dataset = { typed: true, value: close(parts) } as const;
    const [first, ...rest] = issues;
    return first === undefined ? dataset : { ...dataset, issues: [first, ...rest] };
  };
  return Object.assign(schema, { '~run': run });
}
