import { bytes } from '../../protocol/bytes.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { joinList } from '../../protocol/join-list.ts';
import { json } from '../../protocol/json.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { listOf } from '../../records/list-of.ts';
import { type TorrentFile, TorrentFileSchema } from '../../records/torrent-file.ts';
import type { TorrentInput } from './torrent-input.ts';

/** Which files of a torrent. */
export interface TorrentFilesInput extends TorrentInput {
  /**
   * Only the files with these indexes, of which none may be out of bounds (`QBT_CONFLICT`). Older
   * servers give all files. @default All files
   */
  readonly indexes?: readonly number[] | undefined;
}

/** The files of a torrent; none while it does not know them yet. */
export const files: Endpoint<TorrentFilesInput, readonly TorrentFile[]> = postQuery(
  'torrents/files',
  {
    since: '2.0.0',
    does: 'read the files of the torrent',
    params: ({ hash, indexes }) => ({ hash, indexes: joinList('indexes', indexes, '|') }),
    optional: ['indexes'],
    read: json(listOf(TorrentFileSchema)),
  },
);

/** A file of a torrent. */
export interface DownloadFileInput extends TorrentInput {
  /** Its index, or its path below the save path. */
  readonly file: number | string;
}

/**
 * Downloads a file of a torrent.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or when it is not complete.
 */
export const downloadFile: Endpoint<DownloadFileInput, ReadableStream<Uint8Array>> = postQuery(
  'torrents/downloadFile',
  {
    since: '2.16.0',
    does: 'download the file',
    streams: true,
    params: ({ hash, file }) => ({ hash, file }),
    read: bytes,
  },
);
