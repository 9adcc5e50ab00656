import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { decodeBase64 } from '../decode-base64.ts';
import { PiaError } from '../pia-error.ts';
import { PortNumber } from '../port-number.ts';
import { parseTimestamp } from './parse-timestamp.ts';

/**
 * The right to one forwarded port, signed by PIA and good for about two months. Keep `payload` and
 * `signature` exactly as they are: a payload that was decoded and encoded again no longer fits its
 * signature.
 */
export interface PortClaim {
  /** The forwarded port, 1 to 65535. */
  readonly port: number;
  /** When the claim ends. */
  readonly expiresAt: Date;
  /** The signed payload as the gateway sent it. A secret: any program that has it can take the port. */
  readonly payload: string;
  /** The signature as the gateway sent it. A secret, like the payload. */
  readonly signature: string;
}

const DAY_MS = 86_400_000;
/** The gateways give 62 days; one day less, to be safe. */
const DAYS_FROM_CREATION = 61;
/** Without any date, the claim may already be old: assume half of its life. */
const DAYS_FROM_NOW = 30;

const PortPayloadSchema = v.object({
  port: PortNumber,
  expires_at: v.optional(v.unknown()),
  created_at: v.optional(v.unknown()),
});

/**
 * Reads the port and the expiry out of a signed payload, tolerantly: any base64 dialect, unknown
 * keys, up to nine fractional digits in dates. A payload without a readable `expires_at` (seen in
 * PIA's own documentation) counts as good for 61 days from its `created_at`, or for 30 days from
 * `now`.
 *
 * @param payload The base64 payload as the gateway sent it.
 * @param signature The signature as the gateway sent it.
 * @param now The present time in epoch milliseconds.
 * @returns The claim, with both texts kept byte for byte.
 * @throws {PiaError} `PIA_UNEXPECTED_RESPONSE` when there is no port in the payload.
 *
 * @example
 * ```ts
 * import { decodeClaim } from '@portkeep/pia-client';
 *
 * const claim = decodeClaim(btoa('{"port":47047,"expires_at":"2026-11-08T14:20:08.551108225Z"}'), 'c2ln');
 * if (claim.port !== 47047) throw new Error('unreachable');
 * ```
 */
export function decodeClaim(
  payload: string,
  signature: string,
  now: number = Date.now(),
): PortClaim {
  const content = v.safeParse(
    PortPayloadSchema,
    parseJson(new TextDecoder().decode(decodeBase64(payload))),
  );
  if (!content.success || signature.trim() === '') {
    throw new PiaError(
      'PIA_UNEXPECTED_RESPONSE',
      'Cannot read the port claim: it holds no valid port and signature',
      'get a new one',
      { maybeSent: true },
    );
  }
  const { port, expires_at, created_at } = content.output;
  const expiresAt =
    parseTimestamp(expires_at) ??
    addDays(parseTimestamp(created_at), DAYS_FROM_CREATION) ??
    now + DAYS_FROM_NOW * DAY_MS;
  return { port, expiresAt: new Date(expiresAt), payload, signature };
}

function addDays(time: number | undefined, days: number): number | undefined {
  return time === undefined ? undefined : time + days * DAY_MS;
}
