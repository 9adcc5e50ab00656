import type { Endpoint } from '../../protocol/endpoint.ts';
import type { TorrentsAdded } from '../../records/torrents-added.ts';
import { addParams } from './add-params.ts';
import type { AddTorrentsInput } from './add-torrents-input.ts';
import { added } from './added.ts';
import { addedHashes } from './added-hashes.ts';
import { refusedFile } from './refused-file.ts';
import { uploadForm } from './uploads.ts';

/**
 * Adds torrents. Succeeds when at least one was added or is being fetched: look at `failed`.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when none was, e.g. because all are there already;
 * `QBT_BAD_REQUEST` when one of the files is not a .torrent file: some of the others may have been
 * added.
 */
export const add: Endpoint<AddTorrentsInput, TorrentsAdded> = {
  path: 'torrents/add',
  method: 'POST',
  since: '2.0.0',
  does: 'add the torrents',
  secret: true,
  params: addParams,
  optional: true,
  form: ({ files = [] }) => uploadForm(files),
  says: refusedFile,
  read: added,
  complete: addedHashes,
};
