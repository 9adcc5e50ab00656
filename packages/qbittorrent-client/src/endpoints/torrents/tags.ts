import * as v from 'valibot';
import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { listOf } from '../../records/list-of.ts';

/** All tags there are, used or not. */
export const tags: Endpoint<undefined, readonly string[]> = query('torrents/tags', {
  since: '2.3.0',
  does: 'read the tags',
  read: json(listOf(v.string())),
});

/** Tags, independent of torrents. */
export interface TagsInput {
  /** Their names. None can have a comma. */
  readonly tags: readonly string[];
}

/** Creates tags. One that exists stays as it is. */
export const createTags: Endpoint<TagsInput, void> = command('torrents/createTags', {
  since: '2.3.0',
  does: 'create the tags',
  params: (input) => ({ tags: joinList('tags', input.tags, ',') }),
});

/** Deletes tags, also from all torrents. One that does not exist is ignored. */
export const deleteTags: Endpoint<TagsInput, void> = command('torrents/deleteTags', {
  since: '2.3.0',
  does: 'delete the tags',
  params: (input) => ({ tags: joinList('tags', input.tags, ',') }),
});
