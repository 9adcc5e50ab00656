import type { PiaError } from '../pia-error.ts';
import { readReplyBody } from '../reply-body.ts';
import { type FailedReply, replyFailure, unknownReply } from '../reply-failure.ts';
import { tooManyAttempts } from '../too-many-attempts.ts';

/**
 * The error for a key that a server did not register. It says `Login failed!` for a token that has
 * ended, that arrived wrong, or whose account is locked (thrnz/docker-wireguard-pia#119).
 */
export function addKeyReplyFailure(failed: FailedReply): PiaError {
  const limited = tooManyAttempts(failed);
  if (limited !== undefined) return limited;
  const { message = '' } = readReplyBody(failed.reply);
  const { status } = failed.reply;
  if (status === 401 || status === 403 || /login failed/i.test(message)) {
    return replyFailure(
      failed,
      'PIA_LOGIN_EXPIRED',
      'the server does not accept the login',
      'log in once for a new token, or check that the dedicated IP has not expired',
    );
  }
  return unknownReply(failed);
}
