import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** A file or directory where qBittorrent runs. Since 5.2. */
export interface DirectoryEntry {
  /** Its name, without the directory it is in. */
  readonly name: string;
  /** What it is. */
  readonly type: 'file' | 'dir' | (string & {});
  /** Bytes; files only. */
  readonly size?: number | undefined;
  /** When it was made, epoch seconds. */
  readonly creation_date: number;
  /** When it was read last, epoch seconds. */
  readonly last_access_date: number;
  /** When it was written last, epoch seconds. */
  readonly last_modification_date: number;
}

/** What {@link DirectoryEntry} looks like on the wire; unknown keys pass. */
export const DirectoryEntrySchema: v.GenericSchema<unknown, DirectoryEntry> = v.looseObject({
  name: v.string(),
  type: v.string(),
  size: v.optional(v.number()),
  creation_date: v.number(),
  last_access_date: v.number(),
  last_modification_date: v.number(),
} satisfies EntriesOf<DirectoryEntry>);
