import type * as v from 'valibot';

/** What else a schema has, by its kind. */
type Parts = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly value?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly v.GenericSchema[];
  readonly getter?: (input: unknown) => v.GenericSchema;
};

/**
 * The fields in a reply that the schema of its records does not list; nor do their types then, since
 * the compiler holds the two against each other. Lists and names stand as `*`.
 */
export function unknownFields(schema: v.GenericSchema, reply: unknown): string[] {
  return [...new Set(fieldsIn(schema, reply, ''))].toSorted();
}

function fieldsIn(schema: v.GenericSchema, json: unknown, place: string): string[] {
  const { entries, item, value, wrapped, options, getter }: Parts = schema;
  if (wrapped !== undefined) return fieldsIn(wrapped, json, place);
  if (getter !== undefined) return fieldsIn(getter(json), json, place);
  if (typeof json !== 'object' || json === null) return [];
  if (options !== undefined) {
    const found = options.map((option) => fieldsIn(option, json, place));
    return found.toSorted((one, other) => one.length - other.length)[0] ?? [];
  }
  const inner = item ?? value;
  if (inner !== undefined) {
    return Object.values(json).flatMap((each) => fieldsIn(inner, each, `${place}*.`));
  }
  if (entries === undefined) return [];
  return Object.entries(json).flatMap(([key, field]) => {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    return entry === undefined ? [place + key] : fieldsIn(entry, field, `${place}${key}.`);
  });
}
