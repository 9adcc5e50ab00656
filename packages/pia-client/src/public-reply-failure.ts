import type { PiaError } from './pia-error.ts';
import { readReplyBody } from './reply-body.ts';
import { type FailedReply, replyFailure, unknownReply } from './reply-failure.ts';
import { tooManyAttempts } from './too-many-attempts.ts';

/**
 * The error for a failed reply of PIA's public hosts (account and server list), which stand behind
 * Cloudflare.
 */
export function publicReplyFailure(failed: FailedReply): PiaError {
  const { status, body } = failed.reply;
  const { message = '' } = readReplyBody(failed.reply);
  const limited = tooManyAttempts(failed);
  if (limited !== undefined) return limited;
  if (status === 402) {
    return replyFailure(
      failed,
      'PIA_SUBSCRIPTION_EXPIRED',
      'the subscription has expired',
      'renew it',
    );
  }
  if (status === 403 && /error(?: code)?:?\s*1\d{3}\b|cloudflare|<html/i.test(body)) {
    return replyFailure(
      failed,
      'PIA_BLOCKED',
      'the address of this machine is blocked',
      'use another address: waiting rarely helps',
    );
  }
  if (status === 401 || status === 403 || /^(authentication failed|no auth data)$/i.test(message)) {
    return replyFailure(
      failed,
      'PIA_CREDENTIALS_REJECTED',
      'user name or password was not accepted',
      'correct them before the next attempt: repeated failures lock the account',
    );
  }
  return unknownReply(failed);
}
