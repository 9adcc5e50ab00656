import { PiaError, type PiaErrorDetails } from './pia-error.ts';
import { describeBody } from './reply-body.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { HttpReply } from './transport.ts';

/** What every failed reply tells beside its body. */
export function replyDetails(reply: HttpReply, now: number): PiaErrorDetails {
  return { status: reply.status, retryAfterSeconds: retryAfterSeconds(reply, now) };
}

/**
 * The error for a reply that no rule of its operation knows.
 *
 * @param action How the message begins, e.g. `Cannot bind the port`.
 */
export function unknownReply(action: string, reply: HttpReply, now: number): PiaError {
  const { status } = reply;
  const details = replyDetails(reply, now);
  if (status === 0 || (status >= 300 && status < 400)) {
    return new PiaError(
      'PIA_UNEXPECTED_RESPONSE',
      `${action}: the server redirects and redirects are never followed; check the address`,
      details,
    );
  }
  if (status >= 500) {
    return new PiaError(
      'PIA_SERVER_ERROR',
      `${action}: the server failed with status ${status}; try again later`,
      details,
    );
  }
  return new PiaError(
    'PIA_UNEXPECTED_RESPONSE',
    `${action}: the server answered status ${status} with ${describeBody(reply)}; check the address, or look for a newer version of this package`,
    details,
  );
}
