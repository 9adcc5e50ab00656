import { isoSeconds } from '../iso-seconds.ts';
import type { LogEntry } from './log-entry.ts';
import type { Loggable } from './loggable.ts';

/** One JSON object `{time, level, message, ...fields}`, without a newline. */
export function jsonLine({ time, level, message, fields }: LogEntry): string {
  const line: Record<string, Loggable> = { time: isoSeconds(time.getTime()), level, message };
  for (const [key, value] of fields) {
    // A field must not replace one that every line has.
    if (value !== undefined) line[key in line ? `${key}_` : key] = value;
  }
  return JSON.stringify(line);
}
