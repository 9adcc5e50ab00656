import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { hashList, type TorrentsInput } from './hashes.ts';

/** A folder for the files of torrents. */
export interface SetLocationInput extends TorrentsInput {
  /** Its path at the server; made when it does not exist. */
  readonly location: string;
}

/**
 * Moves the files of torrents and ends their automatic management.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the folder cannot be made.
 */
export const setLocation: Endpoint<SetLocationInput, void> = command('torrents/setLocation', {
  since: '2.0.0',
  does: 'move the torrents',
  params: ({ hashes, location }) => ({ hashes: hashList(hashes), location }),
});

/** A folder for finished or unfinished torrents. */
export interface TorrentPathInput extends TorrentsInput {
  /** Its path at the server; made when it does not exist. */
  readonly path: string;
}

/**
 * Sets where finished torrents are saved; those under automatic management are skipped.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when the folder cannot be made, `QBT_FORBIDDEN` when it
 * cannot be written.
 */
export const setSavePath: Endpoint<TorrentPathInput, void> = command('torrents/setSavePath', {
  since: '2.8.4',
  does: 'set the save path',
  params: ({ hashes, path }) => ({ id: hashList(hashes), path }),
});

/**
 * Sets where torrents are kept until they are finished, empty = at the save path; those under
 * automatic management are skipped. Fails like {@link setSavePath}.
 */
export const setDownloadPath: Endpoint<TorrentPathInput, void> = command(
  'torrents/setDownloadPath',
  {
    since: '2.8.4',
    does: 'set the download path',
    params: ({ hashes, path }) => ({ id: hashList(hashes), path }),
  },
);
