import { bytes } from '../../protocol/bytes.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { query } from '../../protocol/query.ts';
import type { TorrentInput } from './torrent-input.ts';

/**
 * Exports a torrent as a .torrent file.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` until its metadata is available.
 */
export const exportTorrent: Endpoint<TorrentInput, ReadableStream<Uint8Array>> = query(
  'torrents/export',
  {
    since: '2.8.18',
    does: 'export the torrent',
    streams: true,
    params: ({ hash }) => ({ hash }),
    read: bytes,
  },
);
