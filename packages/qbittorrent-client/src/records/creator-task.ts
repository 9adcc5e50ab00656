import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** The format of a torrent: for older programs, for newer ones, or for both. */
export type TorrentFormat = 'v1' | 'v2' | 'hybrid' | (string & {});

/** The state of a task. */
export type CreatorTaskStatus = 'Queued' | 'Running' | 'Finished' | 'Failed' | (string & {});

/** A task that was added. */
export interface AddedCreatorTask {
  /** Its id for the other methods. */
  readonly taskID: string;
}

/**
 * A torrent that is being made, or was. Before 5.3 qBittorrent reports its local time without a
 * time zone: it is read as the local time of this machine.
 */
export interface CreatorTask {
  /** Its id for the other methods. */
  readonly taskID: string;
  /** The file or folder, on the machine of qBittorrent. */
  readonly sourcePath: string;
  /** Its state. */
  readonly status: CreatorTaskStatus;
  /** Bytes; 0 until qBittorrent has chosen. */
  readonly pieceSize: number;
  /** Whether it is private: peers come only from trackers. */
  readonly private: boolean;
  /** When it was added, epoch seconds. */
  readonly timeAdded: number;
  /** When it was started, epoch seconds. */
  readonly timeStarted?: number | undefined;
  /** When it was finished or failed, epoch seconds. */
  readonly timeFinished?: number | undefined;
  /** Per cent, while it runs. */
  readonly progress?: number | undefined;
  /** Why it failed. */
  readonly errorMessage?: string | undefined;
  /** The format; not with libtorrent 1.2, which knows only `v1`. */
  readonly format?: TorrentFormat | undefined;
  /** The comment in the torrent. */
  readonly comment?: string | undefined;
  /** The source in the torrent. */
  readonly source?: string | undefined;
  /** Where qBittorrent saves the torrent itself. */
  readonly torrentFilePath?: string | undefined;
  /** Trackers; an empty text separates two tiers, or stands for none at all. */
  readonly trackers?: readonly string[] | undefined;
  /** Web seeds; an empty text stands for none at all. */
  readonly urlSeeds?: readonly string[] | undefined;
  /** Whether hidden files are left out. Since 5.3. */
  readonly ignoreDotfiles?: boolean | undefined;
  /** Whether files begin with a piece. libtorrent 1.2 only. */
  readonly optimizeAlignment?: boolean | undefined;
  /** Bytes; -1 = none. libtorrent 1.2 only. */
  readonly paddedFileSizeLimit?: number | undefined;
}

/** What {@link AddedCreatorTask} looks like on the wire; unknown keys pass. */
export const AddedCreatorTaskSchema: v.GenericSchema<unknown, AddedCreatorTask> = v.looseObject({
  taskID: v.string(),
} satisfies EntriesOf<AddedCreatorTask>);

/** `Sat Nov 21 03:05:25 2026` before 5.3. */
const TimeSchema = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform((time) => (typeof time === 'string' ? Date.parse(time) / 1000 : time)),
  v.number(),
);

/** What {@link CreatorTask} looks like on the wire; unknown keys pass. */
export const CreatorTaskSchema: v.GenericSchema<unknown, CreatorTask> = v.looseObject({
  taskID: v.string(),
  sourcePath: v.string(),
  status: v.string(),
  pieceSize: v.number(),
  private: v.boolean(),
  timeAdded: TimeSchema,
  timeStarted: v.optional(TimeSchema),
  timeFinished: v.optional(TimeSchema),
  progress: v.optional(v.number()),
  errorMessage: v.optional(v.string()),
  format: v.optional(v.string()),
  comment: v.optional(v.string()),
  source: v.optional(v.string()),
  torrentFilePath: v.optional(v.string()),
  trackers: v.optional(v.array(v.string())),
  urlSeeds: v.optional(v.array(v.string())),
  ignoreDotfiles: v.optional(v.boolean()),
  optimizeAlignment: v.optional(v.boolean()),
  paddedFileSizeLimit: v.optional(v.number()),
} satisfies EntriesOf<CreatorTask>);
