import type { HttpReply } from '@portkeep/http';
import { retryAfterSeconds } from '@portkeep/http/client';
import { PiaError, type PiaErrorCode } from './pia-error.ts';
import { describeBody } from './reply-body.ts';
import { replyDate } from './reply-date.ts';

/** The reply that a call failed with. */
export interface FailedReply {
  /** How the message begins, e.g. `Cannot bind the port`. */
  readonly action: string;
  readonly reply: HttpReply;
  /** The present time in epoch milliseconds. */
  readonly now: number;
}

/** The error for a reply, with everything that a reply says besides its body. */
export function replyFailure(
  { action, reply, now }: FailedReply,
  code: PiaErrorCode,
  problem: string,
  advice: string,
): PiaError {
  return new PiaError(code, `${action}: ${problem}`, advice, {
    status: reply.status,
    retryAfterSeconds: retryAfterSeconds(reply, now),
    repliedAt: replyDate(reply),
  });
}

/** The error for a reply that no rule of its operation knows. */
export function unknownReply(failed: FailedReply): PiaError {
  const { status } = failed.reply;
  if (status === 0 || (status >= 300 && status < 400)) {
    return replyFailure(
      failed,
      'PIA_UNEXPECTED_RESPONSE',
      'the server redirects, and redirects are never followed',
      'check the address',
    );
  }
  if (status >= 500) {
    return replyFailure(
      failed,
      'PIA_SERVER_ERROR',
      `the server failed with status ${status}`,
      'try again later',
    );
  }
  return replyFailure(
    failed,
    'PIA_UNEXPECTED_RESPONSE',
    `the server answered status ${status} with ${describeBody(failed.reply)}`,
    'check the address, or look for a newer version of this package',
  );
}
