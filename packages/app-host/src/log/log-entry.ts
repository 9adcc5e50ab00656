import type { LogLevel } from './log-level.ts';
import type { Loggable } from './loggable.ts';

/** One line before it is formatted; secrets are already hidden. */
export interface LogEntry {
  readonly time: Date;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: readonly (readonly [key: string, value: Loggable | undefined])[];
}
