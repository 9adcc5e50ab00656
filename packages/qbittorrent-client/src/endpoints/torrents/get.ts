import { badParameter } from '../../protocol/bad-parameter.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { textOf } from '../../protocol/text-of.ts';
import { QBittorrentError } from '../../qbittorrent-error.ts';
import { listOf } from '../../records/list-of.ts';
import { type Torrent, TorrentSchema } from '../../records/torrent.ts';
import type { TorrentInput } from './torrent-input.ts';

const readList = json(listOf(TorrentSchema));

/**
 * Returns one torrent as `info` lists it.
 *
 * @throws {QBittorrentError} `QBT_NOT_FOUND` when it is not listed. One that was just added may not
 * be listed yet: `MainDataStore.until` waits for it.
 */
export const get: Endpoint<TorrentInput, Torrent> = query('torrents/info', {
  // Before, `hashes` is ignored: the answer would be any torrent.
  since: '2.0.1',
  does: 'read the torrent',
  params: ({ hash }) => ({ hashes: only(hash) }),
  // An odd record is an error here: there are no others to return.
  read: (reply, context) => {
    const [torrent] = readList(reply, { ...context, onOddRecords: undefined });
    if (torrent !== undefined) return torrent;
    throw new QBittorrentError(
      'QBT_NOT_FOUND',
      'Cannot read the torrent: qBittorrent does not list it',
      'check the hash; a torrent that was just added appears a moment later',
      { status: reply.status },
    );
  },
});

/** One hash, never several or all: the parameter is a list. */
function only(hash: string): string {
  const text = textOf('hash', hash);
  if (!/^(all|\*)?$|\|/.test(text)) return text;
  throw badParameter(
    'hash',
    'qBittorrent would take it for several torrents, or for all',
    'give one info hash',
  );
}
