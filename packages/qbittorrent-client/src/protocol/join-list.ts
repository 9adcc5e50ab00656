import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * A list as the Web API takes it. An item that holds the separator would be several items to
 * qBittorrent, which then does something else without a word.
 *
 * @param name What the list is called, for the error. Items are not quoted: URLs hold passkeys.
 * @param all What else is not just one item.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST`.
 * @throws {TypeError} For a single text, which other clients take.
 */
export function joinList(
  name: string,
  items: readonly string[],
  separator: '|' | ',' | '\n',
  all?: RegExp,
): string {
  if (!Array.isArray(items)) throw new TypeError(`Cannot use "${name}": give a list`);
  const at = items.findIndex((item) => item.includes(separator) || all?.test(item));
  if (at === -1) return items.join(separator);
  throw new QBittorrentError(
    'QBT_BAD_REQUEST',
    `Cannot use "${name}[${at}]": qBittorrent would take it for several items${all ? ', or for all' : ''}`,
    `give each item separately, without ${JSON.stringify(separator)}`,
  );
}
