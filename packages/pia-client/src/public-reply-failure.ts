import { PiaError } from './pia-error.ts';
import { readReplyBody } from './reply-body.ts';
import { replyDetails, unknownReply } from './reply-failure.ts';
import type { HttpReply } from './transport.ts';

/**
 * The error for a failed reply of PIA's public hosts (token and server list), which stand behind
 * Cloudflare. A locked account is told by the body, under a status that is not documented
 * (pia-foss/manual-connections#63).
 *
 * @param action How the message begins, e.g. `Cannot get a token`.
 */
export function publicReplyFailure(action: string, reply: HttpReply, now: number): PiaError {
  const { status } = reply;
  const details = replyDetails(reply, now);
  const { code, message = '' } = readReplyBody(reply);
  if (status === 429 || code === 'too_many_attempts') {
    return new PiaError(
      'PIA_RATE_LIMITED',
      `${action}: too many attempts; wait 15 minutes or longer before the next one`,
      details,
    );
  }
  if (status === 402) {
    return new PiaError(
      'PIA_SUBSCRIPTION_EXPIRED',
      `${action}: the subscription has expired; renew it`,
      details,
    );
  }
  if (status === 403 && /error(?: code)?:?\s*1\d{3}\b|cloudflare|<html/i.test(reply.body)) {
    return new PiaError(
      'PIA_BLOCKED',
      `${action}: the address of this machine is blocked; use another address, waiting rarely helps`,
      details,
    );
  }
  if (status === 401 || status === 403 || /^(authentication failed|no auth data)$/i.test(message)) {
    return new PiaError(
      'PIA_CREDENTIALS_REJECTED',
      `${action}: user name or password was not accepted; correct them before the next attempt, repeated ones lock the account`,
      details,
    );
  }
  return unknownReply(action, reply, now);
}
