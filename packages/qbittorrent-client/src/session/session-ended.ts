import type { HttpReply } from '@portkeep/http';
import { isPlainText } from '../protocol/is-plain-text.ts';

/** 403 `Forbidden`: no session. Another text means that a good session may not do this. */
export function isForbidden(reply: HttpReply): boolean {
  return reply.status === 403 && /^(Forbidden)?$/i.test(reply.body.trim());
}

/**
 * Whether a reply means that a session has ended.
 *
 * A proxy may put a status or a page of its own in the place of qBittorrent's 403. Where the session
 * was good before, only its end explains that; where it was not, the Host header may be wrong.
 *
 * @param reply The reply.
 * @param hasWorked Whether qBittorrent knew the session before.
 */
export function isSessionEnded(reply: HttpReply, hasWorked: boolean): boolean {
  if (isForbidden(reply) || !hasWorked) return isForbidden(reply);
  if (reply.status === 401) return true;
  // What a session may not do, qBittorrent says in plain text.
  return reply.status === 403 && !isPlainText(reply);
}
