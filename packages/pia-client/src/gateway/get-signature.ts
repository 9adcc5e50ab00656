import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { isText } from '../is-text.ts';
import { PiaError } from '../pia-error.ts';
import { replyDate } from '../reply-date.ts';
import { type GatewayAddress, gatewayUrl } from './gateway-address.ts';
import { decodeClaim, type PortClaim } from './port-claim.ts';
import { signatureReplyFailure } from './signature-reply-failure.ts';

const SignatureSchema = v.object({
  status: v.literal('OK'),
  payload: v.string(),
  signature: v.string(),
});

/** What {@link encodeGetSignature} needs. */
export interface GetSignatureInput extends GatewayAddress {
  /** The account's token. */
  readonly token: string;
}

/**
 * Builds the request for a new forwarded port.
 *
 * @throws {PiaError} `PIA_TOKEN_REJECTED` without a token.
 *
 * @example
 * ```ts
 * import { encodeGetSignature } from '@portkeep/pia-client';
 *
 * const { url } = encodeGetSignature({ hostname: 'amsterdam447', token: 'a+b' });
 * if (!url.endsWith('/getSignature?token=a%2Bb')) throw new Error('unreachable');
 * ```
 */
export function encodeGetSignature(input: GetSignatureInput): HttpRequest {
  if (!isText(input?.token)) {
    throw new PiaError(
      'PIA_TOKEN_REJECTED',
      'Cannot get a port: no token is given',
      'log in for one, with getToken()',
    );
  }
  // Not `repeatable`: each request claims another port.
  return {
    method: 'GET',
    url: gatewayUrl(input, '/getSignature', { token: input.token }),
    headers: { accept: 'application/json' },
  };
}

/**
 * Reads the answer to a request for a new port.
 *
 * @param reply What the gateway answered.
 * @param now The present time in epoch milliseconds, for a reply that does not say its own.
 * @throws {PiaError} `PIA_NOT_THROUGH_TUNNEL`, `PIA_TOKEN_REJECTED`, `PIA_RATE_LIMITED`,
 * `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
 *
 * @example
 * ```ts
 * import { decodeGetSignature } from '@portkeep/pia-client';
 *
 * const payload = btoa('{"port":47047}');
 * const body = JSON.stringify({ status: 'OK', payload, signature: 'c2ln' });
 * const claim = decodeGetSignature({ status: 200, headers: {}, body });
 * if (claim.port !== 47047 || claim.payload !== payload) throw new Error('unreachable');
 * ```
 */
export function decodeGetSignature(reply: HttpReply, now: number = Date.now()): PortClaim {
  const body = v.safeParse(SignatureSchema, parseJson(reply.body));
  if (reply.status === 200 && body.success) {
    const { payload, signature } = body.output;
    // The gateway's clock knows better how old the claim is.
    return decodeClaim(payload, signature, replyDate(reply)?.getTime() ?? now);
  }
  throw signatureReplyFailure({ action: 'Cannot get a port', reply, now });
}
