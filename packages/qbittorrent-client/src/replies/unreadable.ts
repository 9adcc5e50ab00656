import { QBittorrentError } from '../qbittorrent-error.ts';
import type { HttpReply } from '../transport.ts';

/** The error for a success that is none. */
export function unreadable({ status }: HttpReply, problem: string): QBittorrentError {
  return new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot read the reply: it ${problem}; check that the address is the one of qBittorrent`,
    { status },
  );
}
