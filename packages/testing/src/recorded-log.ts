import { createLog, type Log, type LogOptions } from '../../app-host/src/log/log.ts';

/** How the log of a test differs from the usual one. */
export interface RecordedLogOptions extends Partial<Pick<LogOptions, 'level' | 'plain'>> {
  /** Where the lines go. @default {[]} */
  readonly lines?: string[];
}

/** A log that keeps its lines, without their times. */
export function recordedLog({
  level = 'debug',
  plain = false,
  lines = [],
}: RecordedLogOptions = {}): {
  readonly log: Log;
  readonly lines: string[];
} {
  const write = (line: string) =>
    void lines.push(plain ? line.trimEnd() : line.trimEnd().replace(/^\S+ /, ''));
  const hide = (text: string) => text;
  const log = createLog({ level, format: 'text', color: false, plain, write, hide });
  return { log, lines };
}
