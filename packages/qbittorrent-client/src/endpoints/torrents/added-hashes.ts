import type { InfoHashes } from '../../info-hash/info-hashes.ts';
import { infoHashesOf } from '../../info-hash/info-hashes-of.ts';
import type { EndpointCall } from '../../protocol/endpoint.ts';
import type { TorrentsAdded } from '../../records/torrents-added.ts';
import { buildInfo } from '../app/build-info.ts';
import type { AddTorrentsInput } from './add-torrents-input.ts';

/**
 * Computes the hashes of added torrents where qBittorrent does not report them, which is before 5.2.
 * The torrents are added already, so nothing fails here: a hash that cannot be known is left out.
 */
export async function addedHashes(
  reported: TorrentsAdded,
  { urls = [], files = [] }: AddTorrentsInput,
  call: EndpointCall,
): Promise<TorrentsAdded> {
  if (reported.succeeded === 0 || reported.added.length > 0) return reported;
  const known: InfoHashes[] = [];
  for (const source of [...urls, ...files]) {
    const hashes = await infoHashesOf(source).catch(() => undefined);
    if (hashes !== undefined) known.push(hashes);
  }
  const hasV2 = known.some(({ v2 }) => v2 !== undefined);
  const libtorrent = hasV2 ? await libtorrentOf(call) : '';
  const added = known.flatMap((hashes) => nameIn(libtorrent, hashes) ?? []);
  return { ...reported, added: [...new Set(added)] };
}

async function libtorrentOf(call: EndpointCall): Promise<string> {
  return await call(buildInfo, undefined).then(
    ({ libtorrent }) => libtorrent,
    () => '',
  );
}

/** libtorrent 1.2 knows only v1 hashes. */
function nameIn(libtorrent: string, { hash, v1, v2 }: InfoHashes): string | undefined {
  if (v2 === undefined) return hash;
  if (libtorrent.startsWith('1.')) return v1;
  return libtorrent === '' ? undefined : hash;
}
