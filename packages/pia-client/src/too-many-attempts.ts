import type { PiaError } from './pia-error.ts';
import { readReplyBody } from './reply-body.ts';
import { type FailedReply, replyFailure } from './reply-failure.ts';

/**
 * The error for a reply that says that there were too many logins. Only the body says that an account
 * is locked, under a status that is not documented (pia-foss/manual-connections#63).
 */
export function tooManyAttempts(failed: FailedReply): PiaError | undefined {
  const isLimited =
    failed.reply.status === 429 || readReplyBody(failed.reply).code === 'too_many_attempts';
  if (!isLimited) return undefined;
  return replyFailure(
    failed,
    'PIA_RATE_LIMITED',
    'too many attempts',
    'wait 15 minutes or longer before the next one',
  );
}
