import * as v from 'valibot';
import type { EntriesOf, RecordSchema } from './entries-of.ts';
import { mapOf } from './map-of.ts';
import { type PartOf, partialRecord } from './partial-record.ts';
import type { ShareLimitAction, ShareLimitsMode } from './share-limits.ts';

/** A category of torrents (`torrents/categories`), under the names of the Web API. */
export interface Category {
  /** Its name; `a/b` is a category in the category `a`. */
  readonly name: string;
  /** Where finished torrents go; empty = below the default path. */
  readonly savePath: string;
  /**
   * Where unfinished torrents are kept: a path (empty = the default one), `false` = no such place,
   * `null` or missing = as in the preferences. Since 4.4.
   */
  readonly download_path?: string | boolean | null | undefined;
  /** The share ratio to seed to; -2 = as in the preferences, -1 = no limit. Since 5.2. */
  readonly ratio_limit?: number | undefined;
  /** Minutes to seed; -2 = as in the preferences, -1 = no limit. Since 5.2. */
  readonly seeding_time_limit?: number | undefined;
  /** Minutes to seed while no peer downloads; -2 = as in the preferences, -1 = no limit. Since 5.2. */
  readonly inactive_seeding_time_limit?: number | undefined;
  /** What happens at a limit. Since 5.2. */
  readonly share_limit_action?: ShareLimitAction | undefined;
  /** Whether one limit is enough. Since 5.3. */
  readonly share_limits_mode?: ShareLimitsMode | undefined;
}

const WholeSchema = v.looseObject({
  name: v.string(),
  savePath: v.string(),
  download_path: v.optional(v.nullable(v.union([v.string(), v.boolean()]))),
  ratio_limit: v.optional(v.number()),
  seeding_time_limit: v.optional(v.number()),
  inactive_seeding_time_limit: v.optional(v.number()),
  share_limit_action: v.optional(v.string()),
  share_limits_mode: v.optional(v.string()),
} satisfies EntriesOf<Category>);

/** What {@link Category} looks like on the wire; unknown keys pass. */
export const CategorySchema: RecordSchema<Category> = WholeSchema;

/** The same where only the keys come that changed. */
export const CategoryUpdateSchema: v.GenericSchema<unknown, PartOf<Category>> = partialRecord(
  WholeSchema,
);

/** Categories by their names. */
export type Categories = Readonly<Record<string, Category>>;

/** What {@link Categories} look like on the wire. */
export const CategoriesSchema: v.GenericSchema<unknown, Categories> = mapOf(CategorySchema);
