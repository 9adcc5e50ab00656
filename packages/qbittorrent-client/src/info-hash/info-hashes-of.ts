import type { TorrentUpload } from '../endpoints/torrents/uploads.ts';
import { QBittorrentError } from '../qbittorrent-error.ts';
import type { Bytes } from './bencoded-values.ts';
import { fileHashes } from './file-hashes.ts';
import type { InfoHashes } from './info-hashes.ts';
import { linkHashes } from './link-hashes.ts';

/** What qBittorrent 4 takes at most, and 5 unless it is set to take more. */
const MAX_FILE_MIB = 100;

/**
 * The info hashes of a torrent. Does not ask qBittorrent, and does not check whether it would accept
 * the torrent.
 *
 * @param torrent A .torrent file of 100 MiB at most, a magnet link, or an info hash (hexadecimal or
 * base32).
 * @returns Its hashes, and the one that qBittorrent calls it by.
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when it is none of these.
 * @throws {TypeError} For a file in a page that came over plain http, where there is no WebCrypto.
 *
 * @example
 * ```ts
 * import { infoHashesOf } from '@portkeep/qbittorrent-client';
 *
 * const link = 'magnet:?xt=urn:btih:AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQT&dn=name';
 * const { hash } = await infoHashesOf(link);
 * if (hash !== '000102030405060708090a0b0c0d0e0f10111213') throw new Error(hash);
 * ```
 */
export async function infoHashesOf(torrent: string | TorrentUpload): Promise<InfoHashes> {
  const hashes =
    typeof torrent === 'string' ? linkHashes(torrent) : await fileHashes(await bytesOf(torrent));
  const hash = hashes.v2?.slice(0, 40) ?? hashes.v1;
  if (hash !== undefined) return { hash, ...hashes };
  // The text is not quoted: addresses hold passkeys.
  throw new QBittorrentError(
    'QBT_BAD_REQUEST',
    'Cannot read the hash of the torrent: this is no magnet link and no info hash',
    'for an address, download the .torrent file and give that',
  );
}

async function bytesOf(file: TorrentUpload): Promise<Bytes> {
  const size = file instanceof Blob ? file.size : file.length;
  if (size <= MAX_FILE_MIB * 1024 * 1024) {
    return new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
  }
  throw new QBittorrentError(
    'QBT_BAD_REQUEST',
    `Cannot read the hash of the torrent: the file is larger than ${MAX_FILE_MIB} MiB`,
    'check which file was given',
  );
}
