import { describeError } from './error-facts.ts';
import type { HideSecrets } from './hide-secrets.ts';
import { jsonLine } from './json-line.ts';
import type { LogEntry } from './log-entry.ts';
import { LOG_LEVELS, type LogLevel } from './log-level.ts';
import { loggable } from './loggable.ts';
import { plainLine, textLine } from './text-line.ts';

/**
 * Facts in addition to the message. Errors, dates and nested objects are allowed. `advice` appears only
 * in JSON: in text, the message ends with it.
 */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes one line per call. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Options of {@linkcode createLog}. */
export interface LogOptions {
  /** Lines below this level are dropped. */
  readonly level: LogLevel;
  readonly format: 'text' | 'json';
  /** Colours the level, in text only. */
  readonly color: boolean;
  /**
   * For lines in a format that other programs parse: in text only the message, without time, level and
   * fields; in JSON as usual, but without the message's indentation and without blank lines.
   * @default {false}
   */
  readonly plain?: boolean | undefined;
  /** Receives whole lines, newline included. */
  readonly write: (line: string) => void;
  /** Replaces every secret in a text; see `hideSecrets`. */
  readonly hide: HideSecrets;
  /** Epoch ms. @default {Date.now} */
  readonly now?: (() => number) | undefined;
}

/** A log that hides secrets in messages, fields and nested errors, and never breaks a line. */
export function createLog(options: LogOptions): Log {
  const { level, format, color, plain = false, write, hide, now = Date.now } = options;
  const threshold = LOG_LEVELS.indexOf(level);
  const lineOf = format === 'json' ? jsonLine : (entry: LogEntry) => textLine(entry, color);
  const dataOf = (value: unknown) =>
    format === 'text' && value instanceof Error
      ? hide(describeError(value))
      : loggable(value, hide);
  const logger = (at: LogLevel) => {
    if (LOG_LEVELS.indexOf(at) < threshold) return () => {};
    return (message: string, fields: LogFields = {}) => {
      if (plain && format === 'text') {
        write(`${plainLine(hide(message))}\n`);
        return;
      }
      if (plain && message.trim() === '') return;
      const entry = {
        time: new Date(now()),
        level: at,
        message: hide(plain && format === 'json' ? message.trim() : message),
        fields: Object.entries(fields).map(([key, value]) => [hide(key), dataOf(value)] as const),
      };
      write(`${lineOf(entry)}\n`);
    };
  };
  return {
    debug: logger('debug'),
    info: logger('info'),
    warn: logger('warn'),
    error: logger('error'),
  };
}
