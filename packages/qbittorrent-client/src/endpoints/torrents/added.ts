import type { ResponseReader } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { QBittorrentError } from '../../qbittorrent-error.ts';
import { AddReplySchema, type TorrentsAdded } from '../../records/torrents-added.ts';

const readCounts = json(AddReplySchema);

/** The answer to `torrents/add`: a word before 5.2, numbers since. */
export const added: ResponseReader<TorrentsAdded> = (reply, context) => {
  const word = reply.body.trim();
  if (word === 'Ok.') return { added: [], succeeded: 1, pending: 0, failed: 0 };
  // What 5.2 and newer answer with 409 has to fail here in the same way.
  if (word === 'Fails.') {
    throw new QBittorrentError(
      'QBT_CONFLICT',
      'Cannot add any of the torrents: qBittorrent answers "Fails."',
      'check whether they are there already, and the links',
      { status: reply.status },
    );
  }
  const counts = readCounts(reply, { ...context, onOddRecords: undefined });
  return {
    added: counts.added_torrent_ids,
    succeeded: counts.success_count,
    pending: counts.pending_count,
    failed: counts.failure_count,
  };
};
