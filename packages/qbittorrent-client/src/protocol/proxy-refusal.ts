import type { HttpReply } from '@portkeep/http';
import { isPlainText } from './is-plain-text.ts';

/** What qBittorrent itself says with these statuses: always plain text, and never a challenge. */
const OWN: Readonly<Record<number, RegExp>> = { 401: /^Unauthorized$/, 403: /^[^<\p{C}]+$/u };

/**
 * What to do where a proxy in front of qBittorrent refused a request.
 *
 * @param reply Any reply.
 * @returns Advice; `undefined` where qBittorrent itself answered, or with another status.
 */
export function proxyRefusal(reply: HttpReply): string | undefined {
  const { status, headers, body } = reply;
  const own = OWN[status];
  if (own === undefined) return undefined;
  const challenge = headers['www-authenticate'];
  const isOwn = isPlainText(reply) && own.test(body);
  if (isOwn && challenge === undefined) return undefined;
  const [scheme = ''] = /^(basic|bearer|digest|negotiate)\b/i.exec(String(challenge)) ?? [];
  if (/^basic/i.test(scheme)) {
    return 'give the user name and password that the proxy in front of qBittorrent asks for, in "basic"';
  }
  return status === 401
    ? `give what the proxy in front of qBittorrent asks for${scheme && ` (${scheme})`}, in "headers" or "basic"`
    : 'check the rules of the proxy in front of qBittorrent: it does not let this request through';
}
