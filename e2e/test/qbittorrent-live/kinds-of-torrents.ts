import { createHash } from 'node:crypto';
import { bencode } from '../../../packages/qbittorrent-client/test/bencode.ts';

/** A torrent of one kind, of one file. */
export interface KindOfTorrent {
  readonly kind: 'v1' | 'v2' | 'hybrid';
  /** The .torrent file. */
  readonly file: Buffer<ArrayBuffer>;
  /** Its hashes, as far as it has them. */
  readonly v1: string | undefined;
  readonly v2: string | undefined;
}

const PIECE_BYTES = 16_384;

/** A torrent of each kind. Other names make other torrents. */
export function kindsOfTorrents(name: string): readonly KindOfTorrent[] {
  const content = Buffer.from(`This is ${name}.`);
  const kinds = ['v1', 'v2', 'hybrid'] as const;
  return kinds.map((kind) => {
    const isV1 = kind !== 'v2';
    const isV2 = kind !== 'v1';
    const leaf = { length: content.length, 'pieces root': digest('sha256', content) };
    const own = `${kind}-${name}`;
    // In the order of the keys' bytes, as the format demands.
    const info = bencode({
      ...(isV2 && { 'file tree': { [own]: { '': leaf } } }),
      ...(isV1 && { length: content.length }),
      ...(isV2 && { 'meta version': 2 }),
      name: own,
      'piece length': PIECE_BYTES,
      ...(isV1 && { pieces: digest('sha1', content) }),
    });
    const layers = isV2 ? Buffer.from('12:piece layersde') : Buffer.alloc(0);
    const parts = [Buffer.from('d7:comment6:4:info4:info'), info, layers, Buffer.from('e')];
    return {
      kind,
      file: Buffer.concat(parts),
      v1: isV1 ? digest('sha1', info).toString('hex') : undefined,
      v2: isV2 ? digest('sha256', info).toString('hex') : undefined,
    };
  });
}

function digest(algorithm: string, data: Buffer): Buffer {
  return createHash(algorithm).update(data).digest();
}
