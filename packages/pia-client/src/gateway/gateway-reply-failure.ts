import { PiaError } from '../pia-error.ts';
import { readReplyBody } from '../reply-body.ts';
import { replyDetails, unknownReply } from '../reply-failure.ts';
import type { HttpReply } from '../transport.ts';

/**
 * The error for a failed reply of a gateway. The messages and statuses are the ones users and
 * other clients reported (gluetun#1336, #3446, manual-connections#85); PIA documents none.
 *
 * @param action How the message begins, e.g. `Cannot bind the port`.
 */
export function gatewayReplyFailure(action: string, reply: HttpReply, now: number): PiaError {
  const details = replyDetails(reply, now);
  const { message = '', code } = readReplyBody(reply);
  const busy = /port (\d{1,5}) is busy/i.exec(message);
  if (busy) {
    return new PiaError(
      'PIA_PORT_BUSY',
      `${action}: another connection holds port ${busy[1]} on this server; get a new claim or change the server`,
      details,
    );
  }
  if (/unauthorized client/i.test(message)) {
    return new PiaError(
      'PIA_NOT_THROUGH_TUNNEL',
      `${action}: the gateway does not know this client; send the request through the VPN tunnel to its private gateway address, and get a new token if that is so already`,
      details,
    );
  }
  if (/bad signature/i.test(message)) {
    return new PiaError(
      'PIA_BAD_SIGNATURE',
      `${action}: the gateway does not accept the signature of the claim; get a new claim`,
      details,
    );
  }
  if (/expired|too old/i.test(message)) return claimExpired(action, reply, now);
  if (reply.status === 429 || code === 'too_many_attempts') {
    return new PiaError(
      'PIA_RATE_LIMITED',
      `${action}: too many attempts; wait before the next one`,
      details,
    );
  }
  return unknownReply(action, reply, now);
}

/** The error for a claim whose time is over. */
export function claimExpired(action: string, reply: HttpReply, now: number): PiaError {
  return new PiaError(
    'PIA_CLAIM_EXPIRED',
    `${action}: the claim has expired; get a new one`,
    replyDetails(reply, now),
  );
}
