import type { Bytes } from './bencoded-values.ts';
import { fileHashes } from './file-hashes.ts';
import type { InfoHashes } from './info-hashes.ts';
import { linkHashes } from './link-hashes.ts';
import { MAX_FILE_MIB, noTorrent } from './no-torrent.ts';
import type { TorrentUpload } from './torrent-upload.ts';

/**
 * The info hashes of a torrent. Does not ask qBittorrent, and does not check whether it would accept
 * the torrent.
 *
 * @param torrent A .torrent file (a `Blob` of up to 100 MiB, or its bytes), a magnet link, or an info
 * hash (hexadecimal or base32).
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
  if (hash === undefined) throw noTorrent();
  return { hash, ...hashes };
}

async function bytesOf(file: TorrentUpload): Promise<Bytes> {
  // A copy, so that it cannot change meanwhile.
  if (!(file instanceof Blob)) return new Uint8Array(file);
  if (file.size > MAX_FILE_MIB * 1024 * 1024) throw noTorrent();
  return new Uint8Array(await file.arrayBuffer());
}
