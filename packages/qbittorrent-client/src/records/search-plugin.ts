import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';

/** A category that a plugin can search in. */
export interface SearchCategory {
  /** What `search.start` takes, e.g. `movies`; `all` for all of them. */
  readonly id: string;
  /** Its name, in the language of qBittorrent. Before 4.3 the same as `id`. */
  readonly name: string;
}

/** A plugin of the search engine. */
export interface SearchPlugin {
  /** Whether searches with `enabled` plugins use it. */
  readonly enabled: boolean;
  /** Its name for people. */
  readonly fullName: string;
  /** Its name for the other methods. */
  readonly name: string;
  /** What it can search in. Before 4.3 without `all`. */
  readonly supportedCategories: readonly SearchCategory[];
  /** The site that it searches. */
  readonly url: string;
  /** Its own version, e.g. `1.2`. */
  readonly version: string;
}

const NamedSchema = v.looseObject({
  id: v.string(),
  name: v.string(),
} satisfies EntriesOf<SearchCategory>);
const IdSchema = v.pipe(
  v.string(),
  v.transform((id) => ({ id, name: id })),
);

/** What {@link SearchCategory} looks like on the wire: a bare id before 4.3. */
export const SearchCategorySchema: v.GenericSchema<unknown, SearchCategory> = v.lazy((category) =>
  typeof category === 'string' ? IdSchema : NamedSchema,
);

/** What {@link SearchPlugin} looks like on the wire; unknown keys pass. */
export const SearchPluginSchema: v.GenericSchema<unknown, SearchPlugin> = v.looseObject({
  enabled: v.boolean(),
  fullName: v.string(),
  name: v.string(),
  supportedCategories: listOf(SearchCategorySchema),
  url: v.string(),
  version: v.string(),
} satisfies EntriesOf<SearchPlugin>);
