import type { HttpReply } from '@portkeep/http';
import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * The error for a success whose body is not one of qBittorrent.
 *
 * @param does What was tried, e.g. `read the version`.
 * @param problem What is wrong with the reply, e.g. `is not JSON`.
 */
export function unreadable({ status }: HttpReply, does: string, problem: string): QBittorrentError {
  return new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot ${does}: the reply ${problem}`,
    'check that the address is the one of qBittorrent, and that no proxy in front of it answers with a page of its own',
    { status },
  );
}
