import { badParameter } from './bad-parameter.ts';

/** The only values that may have a fraction: ratios, and what programs store for themselves. */
const FRACTIONS = /ratio(_?limit)?$|^data\b/i;

/**
 * One value as qBittorrent reads it. Whatever would arrive as another value is refused: qBittorrent
 * takes a number or a switch that it cannot read for 0 or for `false`, silently.
 *
 * @param name What the value is called, for the error. The value is not quoted: it may be a secret.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST`.
 */
export function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') {
    if (!/\p{Cs}/u.test(value)) return value;
    throw badParameter(name, 'it holds half of a character (a lone surrogate)');
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') throw badParameter(name, 'it is missing, or of another type');
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isFinite(value) && FRACTIONS.test(name)) return String(value);
  throw badParameter(
    name,
    `${value} cannot be sent`,
    'give a whole number below 2^53, or for a ratio any finite number',
  );
}
