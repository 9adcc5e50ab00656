import { textKind } from '@portkeep/app-host';
import type { GenericSchema } from 'valibot';

const UNIT_SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 };
const DAY_MS = 86_400_000;
const SHORTEST_MS = 10_000;
const LONGEST_MS = 60 * DAY_MS;

/** A time from 10 seconds to 60 days in milliseconds, or `off`. */
export type DurationMs = number | 'off';

/** `90s`, `30m`, `12h`, `30d`, or `off`. */
export const durationMs: GenericSchema<string, DurationMs> = textKind(
  'a time from 10s to 60d, in whole seconds, minutes, hours or days (90s, 30m, 12h, 30d), or off',
  (text) => {
    if (text.toLowerCase() === 'off') return 'off';
    const [, digits, unit] = /^([1-9]\d{0,6})(s|m|h|d)$/.exec(text) ?? [];
    if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return undefined;
    const ms = Number(digits) * UNIT_SECONDS[unit] * 1_000;
    return ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : undefined;
  },
);
