const cycle: { self?: unknown } = {};
cycle.self = cycle;
const LONE = '\ud800';

/** What no parameter can be. */
const NOTHING: readonly unknown[] = [
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Symbol('s'),
  5n,
  () => 'f',
  new Date(0),
  new Map(),
  LONE,
];
const FRACTIONS = [1.5, 2 ** 53, 1e21];

/** What a list cannot be, nor hold. */
const NO_LISTS: readonly unknown[] = [
  ...['a', '', 'false', 5, true, {}, { length: 1, 0: 'a' }, new Set(['a'])],
  ...[...NOTHING, undefined, {}, ['a'], 1.5].map((item) => [item]),
  new Array(1),
];

/** What an object of JSON cannot be, nor hold. */
const NO_OBJECTS: readonly unknown[] = [
  ...['a', '', 5, true, ['a'], cycle],
  ...NOTHING.filter((value) => value !== null).map((value) => ({ a: value })),
  ...NOTHING.filter((value) => value !== null).map((value) => ({ a: { b: [value] } })),
  { a: [undefined] },
  { [LONE]: 1 },
];

/** Values that cannot stand in the place of this one. */
export function oddValues(sample: unknown): readonly unknown[] {
  if (Array.isArray(sample)) return [...NOTHING, ...NO_LISTS];
  if (typeof sample === 'object') return [...NOTHING, ...NO_OBJECTS];
  const lists = [[], ['a'], {}];
  if (typeof sample === 'string') return [...NOTHING, ...FRACTIONS, ...lists];
  if (typeof sample === 'boolean') return [...NOTHING, ...lists, 'false', 'true', '', 0, 1];
  const isWhole = Number.isInteger(sample);
  return [...NOTHING, ...lists, ...(isWhole ? FRACTIONS : []), '5', '', 'x', true, false];
}

/** The same for a preference: the server converts texts, numbers and switches into one another. */
export function oddPreferences(sample: unknown): readonly unknown[] {
  const nested = NOTHING.flatMap((value) => [[value], { a: value }]);
  return [...NOTHING, ...nested, [undefined], ...(Number.isInteger(sample) ? FRACTIONS : [])];
}
