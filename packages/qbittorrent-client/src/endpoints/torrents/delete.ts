import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { switches } from '../../protocol/typed-params.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Torrents to delete. */
export interface DeleteTorrentsInput extends TorrentsInput {
  /** Whether their files are deleted too. @default {false} */
  readonly deleteFiles?: boolean | undefined;
}

/** Deletes torrents. Those that do not exist are ignored. */
export const deleteTorrents: Endpoint<DeleteTorrentsInput, void> = command('torrents/delete', {
  since: '2.0.0',
  does: 'delete the torrents',
  params: ({ hashes, deleteFiles = false }) => ({
    hashes: hashList(hashes),
    ...switches({ deleteFiles }),
  }),
});
