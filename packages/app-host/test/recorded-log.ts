import { createLog, type Log } from '../src/log/log.ts';

/** A log that keeps its lines, without their times. */
export function recordedLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line.trimEnd().replace(/^\S+ /, ''));
  const log = createLog({ level: 'debug', format: 'text', color: false, write, hide: (t) => t });
  return { log, lines };
}
