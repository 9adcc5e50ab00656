import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { type GatewayAddress, gatewayUrl } from './gateway-address.ts';
import { gatewayReplyFailure } from './gateway-reply-failure.ts';
import { decodeClaim, type PortClaim } from './port-claim.ts';

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
 * @example
 * ```ts
 * import { encodeGetSignature } from '@portkeep/pia-client';
 *
 * const { url } = encodeGetSignature({ hostname: 'amsterdam447', token: 'a+b' });
 * if (!url.endsWith('/getSignature?token=a%2Bb')) throw new Error('unreachable');
 * ```
 */
export function encodeGetSignature(input: GetSignatureInput): HttpRequest {
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
 * @param now The present time in epoch milliseconds.
 * @throws {PiaError} `PIA_NOT_THROUGH_TUNNEL`, `PIA_SERVER_ERROR`, `PIA_UNEXPECTED_RESPONSE`, …
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
    return decodeClaim(body.output.payload, body.output.signature, now);
  }
  throw gatewayReplyFailure({ action: 'Cannot get a port', reply, now });
}
