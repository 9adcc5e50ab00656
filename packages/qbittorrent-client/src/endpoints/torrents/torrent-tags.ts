import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Tags for torrents. */
export interface TorrentTagsInput extends TorrentsInput {
  /** Their names. None can have a comma. */
  readonly tags: readonly string[];
}

/** Tags to remove from torrents. */
export interface RemoveTagsInput extends TorrentsInput {
  /** Their names, or `all` for every tag that the torrents have. */
  readonly tags: readonly string[] | 'all';
}

/** Gives torrents tags, besides those they have. Creates the tags that do not exist. */
export const addTags: Endpoint<TorrentTagsInput, void> = command('torrents/addTags', {
  since: '2.3.0',
  does: 'add the tags',
  params: ({ hashes, tags }) => ({ hashes: hashList(hashes), tags: joinList('tags', tags, ',') }),
});

/** Gives torrents exactly these tags and removes all others; no tags = removes all. */
export const setTags: Endpoint<TorrentTagsInput, void> = command('torrents/setTags', {
  since: '2.11.4',
  does: 'set the tags',
  params: ({ hashes, tags }) => ({ hashes: hashList(hashes), tags: joinList('tags', tags, ',') }),
});

/**
 * Removes tags from torrents. The tags themselves remain.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when no tag is named; nothing was sent.
 */
export const removeTags: Endpoint<RemoveTagsInput, void> = command('torrents/removeTags', {
  since: '2.3.0',
  does: 'remove the tags',
  params: ({ hashes, tags }) => ({ hashes: hashList(hashes), tags: tagsToRemove(tags) }),
});

/** To qBittorrent an empty list means all tags, which a program that computed one does not expect. */
function tagsToRemove(tags: readonly string[] | 'all'): string | undefined {
  return tags === 'all' ? '' : joinList('tags', tags, ',', { filled: true, all: /^$/ });
}
