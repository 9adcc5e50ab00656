import { type Bytes, bencodedValues } from './bencoded-values.ts';
import type { InfoHashes } from './info-hashes.ts';

const INFO = '4:info';
const PIECES = '6:pieces';
const VERSION = '12:meta version';

/**
 * The hashes of a .torrent file: those of the bytes of its `info`, as they are.
 *
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` when it is not a .torrent file.
 */
export async function fileHashes(file: Bytes): Promise<Pick<InfoHashes, 'v1' | 'v2'>> {
  const info = bencodedValues(file, [INFO]).get(INFO) ?? new Uint8Array();
  const values = bencodedValues(info, [PIECES, VERSION]);
  const isV2 = new TextDecoder().decode(values.get(VERSION)) === 'i2e';
  const isV1 = !isV2 || values.has(PIECES);
  return {
    v1: isV1 ? await digest('SHA-1', info) : undefined,
    v2: isV2 ? await digest('SHA-256', info) : undefined,
  };
}

async function digest(algorithm: string, bytes: Bytes): Promise<string> {
  // Its type does not say so, but a page that came over plain http has none.
  const subtle: typeof crypto.subtle | undefined = crypto.subtle;
  if (subtle === undefined) {
    throw new TypeError(
      'Cannot compute the hash of a torrent: open the page over https, or from localhost',
    );
  }
  const hash = new Uint8Array(await subtle.digest(algorithm, bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
