import * as v from 'valibot';
import type { EntriesOf } from './entries-of.ts';

/** The global limits and their alternatives, bytes per second; 0 = none. */
export interface SpeedLimits {
  /** Upload. */
  readonly up_limit: number;
  /** Download. */
  readonly dl_limit: number;
  /** Upload, while the alternative limits count. */
  readonly alt_up_limit: number;
  /** Download, while the alternative limits count. */
  readonly alt_dl_limit: number;
}

/** What {@link SpeedLimits} looks like on the wire; unknown keys pass. */
export const SpeedLimitsSchema: v.GenericSchema<unknown, SpeedLimits> = v.looseObject({
  up_limit: v.number(),
  dl_limit: v.number(),
  alt_up_limit: v.number(),
  alt_dl_limit: v.number(),
} satisfies EntriesOf<SpeedLimits>);
