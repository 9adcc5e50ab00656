import { QBittorrentError } from '../qbittorrent-error.ts';

/** What is read of a `Blob`: as much as qBittorrent 4 takes, and 5 unless it is set to take more. */
export const MAX_FILE_MIB = 100;

/** The error for what has no info hashes. It is not quoted, because addresses hold passkeys. */
export function noTorrent(): QBittorrentError {
  return new QBittorrentError(
    'QBT_BAD_REQUEST',
    `Cannot compute the hash: this is not a .torrent file of up to ${MAX_FILE_MIB} MiB, a magnet link or an info hash`,
    'give the whole file, or the link; for an address, download the file first',
  );
}
