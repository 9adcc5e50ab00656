import type { HttpReply } from '@portkeep/http';
import { QBittorrentError } from '../qbittorrent-error.ts';

/** `web_ui_ban_duration` unless changed; the reply does not tell. */
export const BAN_SECONDS = 3600;

/**
 * @param reply Any reply.
 * @returns Whether it says that this address is banned. The text is the same in all versions.
 */
export function isBan(reply: HttpReply): boolean {
  return reply.status === 403 && /\bbanned\b/i.test(reply.body);
}

/**
 * @param retryAfterSeconds When the ban ends, as far as known.
 * @returns The error for a banned address.
 */
export function banned(retryAfterSeconds: number): QBittorrentError {
  return new QBittorrentError(
    'QBT_BANNED',
    'Cannot log in to qBittorrent: it banned this address after too many failed logins',
    'correct the password, then wait or restart qBittorrent',
    { status: 403, retryAfterSeconds },
  );
}
