import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** Switches the download in sequence on where it is off, and the other way round. */
export const toggleSequentialDownload: Endpoint<TorrentsInput, void> = command(
  'torrents/toggleSequentialDownload',
  {
    since: '2.0.0',
    does: 'switch the download in sequence',
    params: ({ hashes }) => ({ hashes: hashList(hashes) }),
  },
);

/** Switches "first and last pieces first" on where it is off, and the other way round. */
export const toggleFirstLastPiecePrio: Endpoint<TorrentsInput, void> = command(
  'torrents/toggleFirstLastPiecePrio',
  {
    since: '2.0.0',
    does: 'switch the priority of the first and last pieces',
    params: ({ hashes }) => ({ hashes: hashList(hashes) }),
  },
);
