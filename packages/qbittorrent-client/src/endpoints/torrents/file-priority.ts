import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { numbers } from '../../protocol/typed-params.ts';

/** Files of a torrent and their priority. */
export interface FilePrioInput {
  /** The torrent's info hash. */
  readonly hash: string;
  /** The files, by index. */
  readonly files: readonly number[];
  /** 0 = do not download, 1 = normal, 6 = high, 7 = maximum. */
  readonly priority: 0 | 1 | 6 | 7 | (number & {});
}

/**
 * Sets the priority of files.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or until the metadata of
 * the torrent is available.
 */
export const filePrio: Endpoint<FilePrioInput, void> = command('torrents/filePrio', {
  since: '2.0.0',
  does: 'set the priority of the files',
  params: ({ hash, files, priority }) => ({
    hash,
    id: joinList('files', files, '|'),
    ...numbers({ priority }),
  }),
});
