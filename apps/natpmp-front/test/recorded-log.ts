import { createLog, type Log } from '@portkeep/app-host';

/** A log whose lines are kept, without their times. */
export function recordedLog(lines: string[] = []): {
  readonly log: Log;
  readonly lines: string[];
} {
  const write = (line: string) => void lines.push(line.trimEnd().replace(/^\S+ /, ''));
  const hide = (text: string) => text;
  return { log: createLog({ level: 'info', format: 'text', color: false, write, hide }), lines };
}
