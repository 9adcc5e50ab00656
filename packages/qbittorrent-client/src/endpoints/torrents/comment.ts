import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** A comment for torrents. */
export interface SetCommentInput extends TorrentsInput {
  /** The text; empty = none. */
  readonly comment: string;
}

/** Sets the comment of torrents. */
export const setComment: Endpoint<SetCommentInput, void> = command('torrents/setComment', {
  since: '2.12.1',
  does: 'set the comment',
  params: ({ hashes, comment }) => ({ hashes: hashList(hashes), comment }),
});
