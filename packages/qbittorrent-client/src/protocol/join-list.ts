import { badParameter } from './bad-parameter.ts';
import { textOf } from './text-of.ts';

/** Special rules of a list. */
export interface ListRules {
  /** Recognises what is not just one item. */
  readonly all?: RegExp;
  /** The list may not be empty: qBittorrent reads that as all. */
  readonly filled?: boolean;
  /** How each item is encoded; the server decodes them one by one. */
  readonly encode?: (item: string) => string;
}

/**
 * A list as the Web API takes it. An item that holds the separator would be several items to
 * qBittorrent, which then silently does something else.
 *
 * @param name What the list is called, for the error. Items are not quoted: URLs hold passkeys.
 * @param items The list; `undefined` stays so.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST`, also for a single text, which other clients take.
 */
export function joinList(
  name: string,
  items: readonly (string | number)[] | undefined,
  separator: '|' | ',' | '\n',
  { all, filled = false, encode = (item) => item }: ListRules = {},
): string | undefined {
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) throw badParameter(name, 'it is not a list', 'give a list');
  if (filled && items.length === 0) {
    throw badParameter(name, 'qBittorrent would take an empty list for all', 'name at least one');
  }
  // Not `map`, which skips holes.
  const texts = Array.from(items, (item, at) => encode(textOf(`${name}[${at}]`, item)));
  const at = texts.findIndex((text) => text.includes(separator) || all?.test(text));
  if (at === -1) return texts.join(separator);
  throw badParameter(
    `${name}[${at}]`,
    `qBittorrent would take it for several items${all ? ', or for all' : ''}`,
    `give each item separately, without ${JSON.stringify(separator)}`,
  );
}
