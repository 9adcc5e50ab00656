import type * as v from 'valibot';

type Test = (value: unknown) => boolean;
/** What `typeof` says of a value that fits, or a test. */
type Shape = 'string' | 'number' | 'boolean' | Test;

const never: Test = () => false;
/** Keys that the schema does not let through. */
const DROPPED = ['__proto__', 'prototype', 'constructor'];

/**
 * Makes a quick test for JSON that a schema accepts and gives back as it is. A `false` says nothing:
 * the schema itself decides then. A list of 500 torrents passes in a tenth of the time.
 *
 * @param schema Of JSON.
 * @returns A test that is true only where the schema would change nothing.
 */
export function fits(schema: v.GenericSchema): Test {
  const shape = shapeOf(schema);
  return (value) => hasShape(shape, value);
}

function hasShape(shape: Shape, value: unknown): boolean {
  return typeof shape === 'function' ? shape(value) : typeof value === shape;
}

function shapeOf(schema: unknown): Shape {
  // The first schema of a pipe looks like one alone, but more follows it.
  if (!isRecord(schema) || 'pipe' in schema) return never;
  const { type, wrapped, item, entries } = schema;
  if (type === 'string' || type === 'number' || type === 'boolean') return type;
  if (type === 'nullable' && schema.default === undefined) {
    const inner = shapeOf(wrapped);
    return (value) => value === null || hasShape(inner, value);
  }
  if (type === 'array') {
    const inner = shapeOf(item);
    return (value) => Array.isArray(value) && value.every((each) => hasShape(inner, each));
  }
  return type === 'loose_object' && isRecord(entries) ? shapeOfObject(entries) : never;
}

function shapeOfObject(entries: Readonly<Record<string, unknown>>): Test {
  const known = new Map<string, { readonly shape: Shape; readonly required: number }>();
  let needed = 0;
  for (const [key, entry] of Object.entries(entries)) {
    const optional = isRecord(entry) && entry.type === 'optional' && entry.default === undefined;
    const required = optional ? 0 : 1;
    known.set(key, { shape: shapeOf(optional ? entry.wrapped : entry), required });
    needed += required;
  }
  return (value) => {
    if (!isRecord(value) || Array.isArray(value)) return false;
    if (DROPPED.some((key) => Object.hasOwn(value, key))) return false;
    let found = 0;
    // Over what is there, not over what may be there: engines are quick at that.
    for (const key in value) {
      const row = known.get(key);
      if (row === undefined) continue;
      if (!hasShape(row.shape, value[key])) return false;
      found += row.required;
    }
    return found === needed;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
