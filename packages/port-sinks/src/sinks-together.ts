import type { Values, Variables } from '@portkeep/app-host';
import type { ObjectEntries } from 'valibot';
import type { SinkKind } from './sink-kind.ts';

type All<T> = (T extends unknown ? (each: T) => void : never) extends (all: infer A) => void
  ? A
  : never;

/** The variables of all kinds in a list. */
export type VariablesOf<K extends readonly SinkKind[]> =
  All<K[number]['variables']> extends infer V extends Variables ? V : never;

/** The entries that all kinds in a list keep in the state. */
export type EntriesOf<K extends readonly SinkKind[]> =
  All<K[number]['stateEntries']> extends infer E extends ObjectEntries ? E : never;

/** The variables of all kinds, to be added to those of the app. */
export function sinkVariables<const K extends readonly SinkKind[]>(kinds: K): VariablesOf<K> {
  return Object.assign({}, ...kinds.map(({ variables }) => variables));
}

/** The entries that all kinds keep across restarts, for the schema of the app's state. */
export function sinkStateEntries<const K extends readonly SinkKind[]>(kinds: K): EntriesOf<K> {
  return Object.assign({}, ...kinds.map(({ stateEntries }) => stateEntries));
}

/** Contradictions between the variables of each kind. */
export function sinkContradictions<const K extends readonly SinkKind[]>(
  kinds: K,
  values: Partial<Values<VariablesOf<K>>>,
): readonly string[] {
  return kinds.flatMap((kind) => kind.contradictions?.(values) ?? []);
}

/** The configured sinks, in words. */
export function sinkTargets<const K extends readonly SinkKind[]>(
  kinds: K,
  values: Values<VariablesOf<K>>,
): readonly string[] {
  return kinds.flatMap((kind) => kind.configured(values)?.target ?? []);
}

/** The configured paths of the app's own files. */
export function sinkPaths(
  kinds: readonly SinkKind[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  return kinds.flatMap(({ file }) => {
    const path = file && values[file];
    return typeof path === 'string' ? [path] : [];
  });
}

/** The keys of the variables that hold the paths of the app's own files. */
export function sinkFiles<const K extends readonly SinkKind[]>(
  kinds: K,
): readonly NonNullable<K[number]['file']>[] {
  const files: NonNullable<K[number]['file']>[] = [];
  for (const { file } of kinds) if (file !== undefined) files.push(file);
  return files;
}

/** The headline of doctor for an error of one of the sinks. */
export function sinkHeadline(kinds: readonly SinkKind[], error: unknown): string | undefined {
  for (const kind of kinds) {
    const headline = kind.headlineOf?.(error);
    if (headline !== undefined) return headline;
  }
  return undefined;
}
