import { badParameter } from './bad-parameter.ts';
import { textOf } from './text-of.ts';

/** Where `null` is a value: in what programs store, and in rules as older servers write them. */
const NULLS = /^(data|ruleDef)\b/;

/**
 * A parameter that is JSON. `JSON.stringify` alone would drop what it cannot write, or make `null` of
 * it, which qBittorrent takes for 0.
 *
 * @param name What it is called, for the error.
 * @param value An object, or a list; `undefined` stays so.
 * @param listOf What it is a list of.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST`.
 */
export function jsonText(
  name: string,
  value: unknown,
  listOf?: 'string' | 'object',
): string | undefined {
  if (value === undefined) return undefined;
  const fits = listOf === undefined ? isA('object', value) : isListOf(listOf, value);
  if (!fits) throw badParameter(name, `it is not ${listOf ? `a list of ${listOf}s` : 'an object'}`);
  check(name, value, []);
  return JSON.stringify(value);
}

function isListOf(type: 'string' | 'object', value: unknown): boolean {
  // Not `every` of the list itself, which skips holes.
  return Array.isArray(value) && Array.from(value).every((item) => isA(type, item));
}

function isA(type: 'string' | 'object', value: unknown): boolean {
  return typeof value === type && value !== null && !Array.isArray(value);
}

function check(name: string, value: unknown, around: readonly unknown[]): void {
  if (value === null && NULLS.test(name)) return;
  if (typeof value !== 'object' || value === null) {
    textOf(name, value);
    return;
  }
  const isPlain = /Object|Array/.test(Object.prototype.toString.call(value));
  if (!isPlain || around.includes(value)) throw badParameter(name, 'it is not plain JSON');
  for (const [key, item] of Object.entries(value)) {
    // JSON leaves it out of an object, but not of a list.
    if (item === undefined && !Array.isArray(value)) continue;
    check(`${name}.${textOf(name, key)}`, item, [...around, value]);
  }
}
