import { createHash } from 'node:crypto';
import type { AddTorrentsInput, QBittorrentClient, Torrent } from '@portkeep/qbittorrent-client';
import { waitUntil } from '../../src/wait-until.ts';

const PIECE_BYTES = 16_384;

/** A torrent of one file. */
export interface MadeTorrent {
  /** Of the torrent and of its file. */
  readonly name: string;
  readonly content: Buffer;
  readonly hash: string;
  /** The .torrent file. */
  readonly file: File;
}

/** Writes a .torrent file by hand. Other names make other torrents. */
export function makeTorrent(name: string, content = Buffer.from(`This is ${name}.`)): MadeTorrent {
  const pieces: Buffer[] = [];
  for (let from = 0; from < content.length; from += PIECE_BYTES) {
    pieces.push(sha1(content.subarray(from, from + PIECE_BYTES)).digest());
  }
  const info = Buffer.concat([
    Buffer.from(`d6:lengthi${content.length}e4:name${Buffer.byteLength(name)}:${name}`),
    Buffer.from(`12:piece lengthi${PIECE_BYTES}e6:pieces${20 * pieces.length}:`),
    ...pieces,
    Buffer.from('e'),
  ]);
  const bytes = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
  const file = new File([new Uint8Array(bytes)], `${name}.torrent`);
  return { name, content, hash: sha1(info).digest('hex'), file };
}

/** The info hash of a .torrent file whose dictionary `info` is followed only by `e`. */
export function infoHashOf(torrent: Buffer): string {
  const from = torrent.indexOf('4:info') + 6;
  return sha1(torrent.subarray(from, -1)).digest('hex');
}

/** Adds it, stopped by default, and waits until qBittorrent lists it. */
export async function addTorrent(
  client: QBittorrentClient,
  { name, hash, file }: MadeTorrent,
  options: Omit<AddTorrentsInput, 'files'> = {},
): Promise<Torrent> {
  await client.torrents.add({ stopped: true, ...options, files: [file] });
  return await waitUntil(`${name} is listed`, () => torrentOf(client, hash));
}

/** The torrent as qBittorrent lists it, if it does. */
export async function torrentOf(
  client: QBittorrentClient,
  hash: string,
): Promise<Torrent | undefined> {
  return (await client.torrents.info({ hashes: [hash] }))[0];
}

/** Reads a download to its end. */
export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

function sha1(data: Buffer) {
  return createHash('sha1').update(data);
}
