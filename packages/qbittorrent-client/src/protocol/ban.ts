import type { HttpReply } from '@portkeep/http';
import { QBittorrentError } from '../qbittorrent-error.ts';
import { isPlainText } from './is-plain-text.ts';

const SHORTEST_WAIT_SECONDS = 10;
/** The default of `web_ui_ban_duration`. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * How long to wait before the next login. No reply says how long a ban lasts, and a login during a ban
 * is neither checked nor counted: so the wait doubles, and is never much longer than the ban.
 *
 * @param earlier How many replies in a row have said before that this address is banned.
 * @returns Seconds.
 */
export function banWait(earlier = 0): number {
  return Math.min(SHORTEST_WAIT_SECONDS * 2 ** earlier, LONGEST_WAIT_SECONDS);
}

/**
 * @param reply Any reply.
 * @param isJudged Whether the request held what qBittorrent may have checked. Then a ban is recognised
 * in every language of its Web UI.
 * @returns Whether it says that this address is banned. The English text is the same in all versions.
 */
export function isBan(reply: HttpReply, isJudged = false): boolean {
  const { status, body } = reply;
  if (status !== 403) return false;
  return /\bbanned\b/i.test(body) || (isJudged && isPlainText(reply) && /\bIP\b/.test(body));
}

/**
 * @param retryAfterSeconds When to try again.
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
