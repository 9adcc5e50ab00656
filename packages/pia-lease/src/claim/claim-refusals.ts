import {
  isPiaError,
  type PiaError,
  type PiaErrorCode,
  type PortClaim,
} from '@portkeep/pia-client/core';
import type { ClaimKeeper } from './claim-keeper.ts';
import { PortNotAcceptedError } from './port-not-accepted-error.ts';

/** The claim cannot be used on this gateway; another one may be usable. */
const NEEDS_NEW_CLAIM: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_BAD_SIGNATURE',
  'PIA_PORT_BUSY',
  'PIA_CLAIM_EXPIRED',
]);
/**
 * How many refusals with an unknown message until the claim is given up: most of a day, one a
 * minute.
 */
const MOST_UNCLEAR_REFUSALS = 1_000;

/**
 * Whether this refusal, from the gateway or the app, clearly means that the claim cannot be bound
 * here.
 */
export function isClaimRefused(error: unknown): boolean {
  if (error instanceof PortNotAcceptedError) return true;
  return isPiaError(error) && NEEDS_NEW_CLAIM.has(error.code);
}

/** Decides which failed binds end a claim, so that another one is needed. */
export class ClaimRefusals {
  readonly #claims: Pick<ClaimKeeper, 'next' | 'remainingMs'>;
  /** In a row, not counting calls without an answer. */
  #unclear = 0;

  constructor(claims: Pick<ClaimKeeper, 'next' | 'remainingMs'>) {
    this.#claims = claims;
  }

  /** Records that a claim was bound. */
  over(): void {
    this.#unclear = 0;
  }

  /** Whether the claim has become useless after this failure to bind it. */
  needsNewClaim(claim: PortClaim, error: unknown): boolean {
    if (isClaimRefused(error)) return true;
    if (!isPiaError(error)) return false;
    const remaining = this.#claims.remainingMs(claim, error.repliedAt);
    if (remaining !== undefined && remaining <= 0) return true;
    return this.#isRefusedForLong(claim, error);
  }

  /**
   * PIA documents no messages for a refusal, and a gateway need not report its time: only repeated
   * refusals may show that the claim is over. One new claim at a time.
   */
  #isRefusedForLong({ payload }: PortClaim, { code, status }: PiaError): boolean {
    if (code !== 'PIA_UNEXPECTED_RESPONSE' || status === undefined) return false;
    const { next } = this.#claims;
    if (next !== undefined && next.payload !== payload) return true;
    this.#unclear = (this.#unclear + 1) % MOST_UNCLEAR_REFUSALS;
    return this.#unclear === 0;
  }
}
