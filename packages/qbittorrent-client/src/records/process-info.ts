import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** The running qBittorrent (`app/processInfo`). Since 5.2. */
export interface ProcessInfo {
  /** When it was started, epoch seconds. */
  readonly launch_time: number;
}

/** What {@link ProcessInfo} looks like on the wire; unknown keys pass. */
export const ProcessInfoSchema: v.GenericSchema<unknown, ProcessInfo> = v.looseObject({
  launch_time: v.number(),
} satisfies EntriesOf<ProcessInfo>);
