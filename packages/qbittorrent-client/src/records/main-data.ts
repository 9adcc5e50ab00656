import * as v from 'valibot';
import { type Category, CategoryUpdateSchema } from './category.ts';
import type { EntriesOf } from './entries-of.ts';
import { listOf } from './list-of.ts';
import { mapOf } from './map-of.ts';
import type { PartOf } from './partial-record.ts';
import { type ServerState, ServerStateUpdateSchema } from './server-state.ts';
import { type Torrent, TorrentUpdateSchema } from './torrent.ts';

/**
 * What `sync/maindata` answers: all, or what changed since an earlier answer. Without a key nothing
 * of that kind changed, or there is none.
 */
export interface MainData {
  /** The number of this answer, for the next request. */
  readonly rid: number;
  /** `true` = this is everything; otherwise only changes. */
  readonly full_update?: boolean | undefined;
  /** Torrents by hash, without that key: of a new one all others, else those that changed. */
  readonly torrents?: Readonly<Record<string, PartOf<Torrent>>> | undefined;
  /** Hashes of torrents that were removed. */
  readonly torrents_removed?: readonly string[] | undefined;
  /** Categories by name: of a new one all keys, else those that changed. */
  readonly categories?: Readonly<Record<string, PartOf<Category>>> | undefined;
  /** Names of categories that were removed. */
  readonly categories_removed?: readonly string[] | undefined;
  /** New tags. Since 4.2. */
  readonly tags?: readonly string[] | undefined;
  /** Tags that were removed. */
  readonly tags_removed?: readonly string[] | undefined;
  /** The hashes of all torrents of a tracker, by its URL: new trackers, and those that changed. */
  readonly trackers?: Readonly<Record<string, readonly string[]>> | undefined;
  /** URLs of trackers that no torrent has any more. */
  readonly trackers_removed?: readonly string[] | undefined;
  /** The keys that changed. */
  readonly server_state?: PartOf<ServerState> | undefined;
}

/** 4.1.0 to 4.1.2 sent only names. */
const CategoryNamesSchema = v.pipe(
  v.array(v.string()),
  v.transform((names) => Object.fromEntries(names.map((name) => [name, { name, savePath: '' }]))),
);

/** What {@link MainData} looks like on the wire; unknown keys pass. */
export const MainDataSchema: v.GenericSchema<unknown, MainData> = v.looseObject({
  rid: v.number(),
  full_update: v.optional(v.boolean()),
  torrents: v.optional(mapOf(TorrentUpdateSchema)),
  torrents_removed: v.optional(listOf(v.string())),
  categories: v.optional(v.union([mapOf(CategoryUpdateSchema), CategoryNamesSchema])),
  categories_removed: v.optional(listOf(v.string())),
  tags: v.optional(listOf(v.string())),
  tags_removed: v.optional(listOf(v.string())),
  trackers: v.optional(mapOf(v.array(v.string()))),
  trackers_removed: v.optional(listOf(v.string())),
  server_state: v.optional(ServerStateUpdateSchema),
} satisfies EntriesOf<MainData>);
