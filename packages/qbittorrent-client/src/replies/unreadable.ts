import type { HttpReply } from '@portkeep/http';
import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * The error for a success whose body cannot be read.
 *
 * @param does What was tried, e.g. `read the version`.
 * @param problem What is wrong with the reply, e.g. `is not JSON`.
 * @param advice What to do next.
 */
export function unreadable(
  { status }: HttpReply,
  does: string,
  problem: string,
  advice = 'check that the address is the one of qBittorrent',
): QBittorrentError {
  return new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot ${does}: the reply ${problem}`,
    advice,
    { status },
  );
}
