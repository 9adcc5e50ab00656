import { createLog, type Log } from '@portkeep/app-host';

/** A log whose lines are kept, without their times. */
export function recordedLog(plain = false): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (line: string) =>
    void lines.push(plain ? line.trimEnd() : line.trimEnd().replace(/^\S+ /, ''));
  const hide = (text: string) => text;
  const log = createLog({ level: 'info', format: 'text', color: false, plain, write, hide });
  return { log, lines };
}
