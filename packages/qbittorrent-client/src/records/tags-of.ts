import type { Torrent } from './torrent.ts';

/**
 * The tags of a torrent as a list; the record has them in one text.
 *
 * @param torrent A torrent, or what is known of it.
 * @returns Its tags.
 *
 * @example
 * ```ts
 * import { tagsOf } from '@portkeep/qbittorrent-client';
 *
 * if (!tagsOf({ tags: 'iso, linux' }).includes('linux')) throw new Error('not tagged');
 * ```
 */
export function tagsOf({ tags }: Pick<Torrent, 'tags'>): readonly string[] {
  return tags ? tags.split(', ') : [];
}
