import { styleText } from 'node:util';
import { isoSeconds } from '../iso-seconds.ts';
import type { LogEntry } from './log-entry.ts';
import type { LogLevel } from './log-level.ts';
import type { Loggable } from './loggable.ts';

const COLORS: Readonly<Record<LogLevel, 'gray' | 'green' | 'yellow' | 'red'>> = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
};

/** `2026-01-14T19:30:00Z INFO Port forwarded port=54321 gateway="10.0.0.1"`, without a newline. */
export function textLine({ time, level, message, fields }: LogEntry, color: boolean): string {
  const name = level.toUpperCase();
  const words = [
    isoSeconds(time.getTime()),
    color ? styleText(COLORS[level], name, { validateStream: false }) : name,
    escapeControls(message),
  ];
  for (const [key, value] of fields) {
    if (value !== undefined && key !== 'advice') words.push(`${key}=${formatValue(value)}`);
  }
  return words.join(' ');
}

/** A line with only the message. */
export function plainLine(message: string): string {
  return escapeControls(message);
}

function formatValue(value: Loggable): string {
  const plain = typeof value === 'string' && /^[^\s"=\p{Cc}\u2028\u2029]+$/u.test(value);
  return plain ? value : escapeControls(JSON.stringify(value));
}

/** Keeps a hostile text from breaking the line or controlling the terminal. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
