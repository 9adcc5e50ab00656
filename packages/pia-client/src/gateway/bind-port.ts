import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { isText } from '../is-text.ts';
import { PiaError } from '../pia-error.ts';
import { replyDate } from '../reply-date.ts';
import { type GatewayAddress, gatewayUrl } from './gateway-address.ts';
import { claimExpired, gatewayReplyFailure } from './gateway-reply-failure.ts';
import type { PortClaim } from './port-claim.ts';

const BindingSchema = v.object({
  status: v.literal('OK'),
  message: v.optional(v.fallback(v.string(), ''), ''),
});

/**
 * A claim to bind. The expiry may be left out; with it, a refused claim whose time is over can be
 * distinguished from one that is refused for another reason.
 */
export type BindableClaim = Pick<PortClaim, 'payload' | 'signature'> &
  Partial<Pick<PortClaim, 'expiresAt'>>;

/** What the gateway says about a binding. */
export interface BindPortReply {
  /** For people: `port scheduled for add` the first time, `timer refreshed` later. */
  readonly message: string;
  /** When the gateway answered, by its own clock, when it said so. */
  readonly repliedAt?: Date | undefined;
}

/** What {@link encodeBindPort} needs. */
export interface BindPortInput extends GatewayAddress {
  /** The claim, with payload and signature as the gateway sent them. */
  readonly claim: BindableClaim;
}

/**
 * Builds the request that makes a claimed port live for 15 minutes.
 *
 * @throws {PiaError} `PIA_BAD_SIGNATURE` without a payload and its signature.
 *
 * @example
 * ```ts
 * import { encodeBindPort } from '@portkeep/pia-client';
 *
 * const claim = { payload: 'cGF5bG9hZA==', signature: 'c2ln' };
 * const { url } = encodeBindPort({ hostname: 'amsterdam447', claim });
 * if (new URL(url).searchParams.get('payload') !== claim.payload) throw new Error('unreachable');
 * ```
 */
export function encodeBindPort(input: BindPortInput): HttpRequest {
  const { payload, signature } = input?.claim ?? {};
  if (!isText(payload) || !isText(signature)) {
    throw new PiaError(
      'PIA_BAD_SIGNATURE',
      'Cannot bind the port: the claim has no payload and signature',
      'give the claim as getSignature() returned it, or get a new one',
    );
  }
  return {
    method: 'GET',
    url: gatewayUrl(input, '/bindPort', { payload, signature }),
    headers: { accept: 'application/json' },
    // A second binding of the same claim merely renews the first.
    repeatable: true,
  };
}

/** What {@link decodeBindPort} knows besides the reply. */
export interface DecodeBindPortOptions {
  /** When the claim ends: any refusal after it reads as `PIA_CLAIM_EXPIRED`. */
  readonly expiresAt?: Date | undefined;
  /** The present time in epoch milliseconds, for a reply without its own. @default {Date.now()} */
  readonly now?: number | undefined;
}

/**
 * Reads the answer to a binding. A `status` other than `OK` is a failure under HTTP 200 too.
 *
 * @throws {PiaError} `PIA_BAD_SIGNATURE`, `PIA_PORT_BUSY`, `PIA_CLAIM_EXPIRED`,
 * `PIA_NOT_THROUGH_TUNNEL`, `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
 *
 * @example
 * ```ts
 * import { decodeBindPort } from '@portkeep/pia-client';
 *
 * const body = '{"status":"OK","message":"timer refreshed"}';
 * const { message } = decodeBindPort({ status: 200, headers: {}, body });
 * if (message !== 'timer refreshed') throw new Error('unreachable');
 * ```
 */
export function decodeBindPort(
  reply: HttpReply,
  options: DecodeBindPortOptions = {},
): BindPortReply {
  const { expiresAt, now = Date.now() } = options;
  const body = v.safeParse(BindingSchema, parseJson(reply.body));
  if (reply.status === 200 && body.success) {
    return { message: body.output.message, repliedAt: replyDate(reply) };
  }
  const failed = { action: 'Cannot bind the port', reply, now };
  // PIA does not document how it refuses an expired claim, so the date decides: the gateway's,
  // because a local clock that runs ahead would discard a good claim.
  const time = replyDate(reply)?.getTime() ?? now;
  if (expiresAt !== undefined && new Date(expiresAt).getTime() <= time) throw claimExpired(failed);
  throw gatewayReplyFailure(failed);
}
