import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Toggles sequential download. */
export const toggleSequentialDownload: Endpoint<TorrentsInput, void> = command(
  'torrents/toggleSequentialDownload',
  {
    since: '2.0.0',
    does: 'switch the download in sequence',
    params: ({ hashes }) => ({ hashes: hashList(hashes) }),
  },
);

/** Toggles "first and last pieces first". */
export const toggleFirstLastPiecePrio: Endpoint<TorrentsInput, void> = command(
  'torrents/toggleFirstLastPiecePrio',
  {
    since: '2.0.0',
    does: 'switch the priority of the first and last pieces',
    params: ({ hashes }) => ({ hashes: hashList(hashes) }),
  },
);
