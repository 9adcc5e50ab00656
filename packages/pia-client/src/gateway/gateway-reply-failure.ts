import type { PiaError } from '../pia-error.ts';
import { readReplyBody } from '../reply-body.ts';
import { type FailedReply, replyFailure, unknownReply } from '../reply-failure.ts';

/**
 * The error for a failed reply of a gateway. The messages and statuses are the ones users and
 * other clients reported (gluetun#1336, #3446, manual-connections#85); PIA documents none.
 */
export function gatewayReplyFailure(failed: FailedReply): PiaError {
  const { message = '', code } = readReplyBody(failed.reply);
  const busy = /port (\d{1,5}) is busy/i.exec(message);
  if (busy) {
    return replyFailure(
      failed,
      'PIA_PORT_BUSY',
      `another connection holds port ${busy[1]} on this server`,
      'get a new claim or change the server',
    );
  }
  if (/unauthorized client/i.test(message)) {
    return replyFailure(
      failed,
      'PIA_NOT_THROUGH_TUNNEL',
      'the gateway does not know this client',
      'send the request through the VPN tunnel to the private address of the gateway, or get a new token if you already do',
    );
  }
  if (/bad signature/i.test(message)) {
    return replyFailure(
      failed,
      'PIA_BAD_SIGNATURE',
      'the gateway does not accept the signature of the claim',
      'get a new claim',
    );
  }
  if (/expired|too old/i.test(message)) return claimExpired(failed);
  if (failed.reply.status === 429 || code === 'too_many_attempts') {
    return replyFailure(
      failed,
      'PIA_RATE_LIMITED',
      'too many attempts',
      'wait before the next one',
    );
  }
  return unknownReply(failed);
}

/** The error for a claim whose time is over. */
export function claimExpired(failed: FailedReply): PiaError {
  return replyFailure(failed, 'PIA_CLAIM_EXPIRED', 'the claim has expired', 'get a new one');
}
