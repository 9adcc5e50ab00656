import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Checks the files of torrents against their hashes again. */
export const recheck: Endpoint<TorrentsInput, void> = command('torrents/recheck', {
  since: '2.0.0',
  does: 'check the torrents again',
  params: ({ hashes }) => ({ hashes: hashList(hashes) }),
});
