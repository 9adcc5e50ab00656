import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** Whether a search still looks for more. */
export type SearchStatus = 'Running' | 'Stopped' | (string & {});

/** A search that was started. */
export interface StartedSearch {
  /** Its id for the other methods. */
  readonly id: number;
}

/** A search. */
export interface SearchJob {
  /** Its id for the other methods. */
  readonly id: number;
  /** Whether it still looks for more. */
  readonly status: SearchStatus;
  /** How many results it has so far. */
  readonly total: number;
  /** What is searched for. Since 5.3. */
  readonly pattern?: string | undefined;
  /** The id of the category. Since 5.3. */
  readonly category?: string | undefined;
  /** The names of the plugins. Since 5.3. */
  readonly plugins?: readonly string[] | undefined;
}

/** What {@link StartedSearch} looks like on the wire; unknown keys pass. */
export const StartedSearchSchema: v.GenericSchema<unknown, StartedSearch> = v.looseObject({
  id: v.number(),
} satisfies EntriesOf<StartedSearch>);

/** What {@link SearchJob} looks like on the wire; unknown keys pass. */
export const SearchJobSchema: v.GenericSchema<unknown, SearchJob> = v.looseObject({
  id: v.number(),
  status: v.string(),
  total: v.number(),
  pattern: v.optional(v.string()),
  category: v.optional(v.string()),
  plugins: v.optional(
    v.union([
      v.array(v.string()),
      // As in a request; there was no 5.3 to check.
      v.pipe(
        v.string(),
        v.transform((names) => names.split('|')),
      ),
    ]),
  ),
} satisfies EntriesOf<SearchJob>);
