import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** A speed limit for each of some torrents. */
export interface TorrentLimitInput extends TorrentsInput {
  /** Bytes per second; 0 = none. */
  readonly limit: number;
}

/** Sets the download limit of torrents. */
export const setDownloadLimit: Endpoint<TorrentLimitInput, void> = command(
  'torrents/setDownloadLimit',
  {
    since: '2.0.0',
    does: 'set the download limit of the torrents',
    params: ({ hashes, limit }) => ({ hashes: hashList(hashes), ...numbers({ limit }) }),
  },
);

/** Sets the upload limit of torrents. */
export const setUploadLimit: Endpoint<TorrentLimitInput, void> = command(
  'torrents/setUploadLimit',
  {
    since: '2.0.0',
    does: 'set the upload limit of the torrents',
    params: ({ hashes, limit }) => ({ hashes: hashList(hashes), ...numbers({ limit }) }),
  },
);
