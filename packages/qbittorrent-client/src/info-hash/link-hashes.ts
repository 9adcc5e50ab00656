import type { InfoHashes } from './info-hashes.ts';

const SCHEME = 'magnet:?';
const V1 = /^urn:btih:([0-9a-fA-F]{40}|[a-zA-Z2-7]{32})$/;
/** The prefix 12 20 announces a SHA-256 hash of 32 bytes. */
const V2 = /^urn:btmh:1220([0-9a-fA-F]{64})$/;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The hashes in a magnet link, or in a text that is only an info hash. Of two hashes of the same
 * kind, the last one counts, as in libtorrent.
 *
 * @returns None for any other text, e.g. the address of a .torrent file.
 */
export function linkHashes(link: string): Pick<InfoHashes, 'v1' | 'v2'> {
  const topics = topicsOf(link.trim());
  const v1 = lastMatch(V1, topics);
  return { v1: v1?.length === 32 ? fromBase32(v1) : v1, v2: lastMatch(V2, topics) };
}

/** The values of `xt`, which may have a number: `xt.1`. */
function topicsOf(text: string): string[] {
  if (!text.startsWith(SCHEME)) return [`urn:btih:${text}`, `urn:btmh:1220${text}`];
  const params = [...new URLSearchParams(text.slice(SCHEME.length))];
  return params.flatMap(([name, value]) => (/^xt(\.\d*)?$/.test(name) ? value : []));
}

function lastMatch(pattern: RegExp, topics: readonly string[]): string | undefined {
  return topics.flatMap((topic) => pattern.exec(topic)?.[1]?.toLowerCase() ?? []).at(-1);
}

function fromBase32(text: string): string {
  let number = 0n;
  for (const letter of text) number = number * 32n + BigInt(BASE32.indexOf(letter));
  return number.toString(16).padStart(40, '0');
}
