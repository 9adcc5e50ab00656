import {
  isPiaError,
  type PiaErrorCode,
  type PiaGatewayClient,
  type PortClaim,
} from '@portkeep/pia-client/core';
import type { TokenKeeper } from '../login/token-keeper.ts';
import type { PiaState, SavedClaim } from '../state/pia-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';

const DAY_MS = 86_400_000;
/** A claim lives for about two months; within its last week it is replaced. */
const REPLACE_BEFORE_MS = 7 * DAY_MS;
/** A clock that is further off says nothing about the age of a claim. */
const MOST_OFF_MS = DAY_MS;

const REFUSED_TOKEN: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_TOKEN_REJECTED',
  'PIA_NOT_THROUGH_TUNNEL',
]);

export interface ClaimKeeperOptions {
  readonly state: StateKeeper;
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'accepted' | 'refused' | 'assertAvailable'>;
  readonly now: () => number;
}

/**
 * Keeps the claim, which determines the port: it survives restarts and is used until a newer one is
 * bound.
 */
export class ClaimKeeper {
  readonly #options: ClaimKeeperOptions;

  constructor(options: ClaimKeeperOptions) {
    this.#options = options;
  }

  get current(): PortClaim | undefined {
    return read(this.#options.state.current.claim);
  }

  /** A newer claim that has not been bound yet. */
  get next(): PortClaim | undefined {
    return read(this.#options.state.current.next_claim);
  }

  /**
   * How long the claim lasts by this machine's clock, which counts only when an answer that PIA has
   * just given shows about the same time; else `undefined`.
   */
  remainingMs(claim: PortClaim, repliedAt: Date | undefined): number | undefined {
    const now = this.#options.now();
    const isRight = repliedAt && Math.abs(repliedAt.getTime() - now) <= MOST_OFF_MS;
    return isRight ? claim.expiresAt.getTime() - now : undefined;
  }

  /** Whether the claim should be replaced while it still works. */
  isEnding(claim: PortClaim, repliedAt: Date | undefined): boolean {
    const remaining = this.remainingMs(claim, repliedAt);
    return remaining !== undefined && remaining < REPLACE_BEFORE_MS;
  }

  /** Throws when a new claim would need a login that is not allowed yet. */
  async assertObtainable(): Promise<void> {
    await this.#options.tokens.assertAvailable();
  }

  /** Asks the gateway for a new claim and resolves when it is saved to disk, next to the present one. */
  async obtain(
    client: Pick<PiaGatewayClient, 'getSignature'>,
    signal: AbortSignal,
  ): Promise<PortClaim> {
    const { state, tokens, now } = this.#options;
    const { port, payload, signature, expiresAt } = await this.#sign(client, signal);
    const saved = {
      port,
      obtained_at: new Date(now()).toISOString(),
      expires_at: expiresAt.toISOString(),
      payload,
      signature,
    };
    const claims = state.current.claim ? { next_claim: saved } : { claim: saved };
    await state.update({ ...tokens.accepted(), ...claims });
    return { port, payload, signature, expiresAt };
  }

  /** What changes in the state when this claim is bound. */
  bound({ payload }: PortClaim): Partial<PiaState> {
    const { next_claim } = this.#options.state.current;
    return next_claim?.payload === payload ? { claim: next_claim, next_claim: undefined } : {};
  }

  async #sign(
    client: Pick<PiaGatewayClient, 'getSignature'>,
    signal: AbortSignal,
  ): Promise<PortClaim> {
    const { tokens } = this.#options;
    const token = await tokens.getToken(signal);
    try {
      return await client.getSignature(token, { signal });
    } catch (error) {
      signal.throwIfAborted();
      const refused = isPiaError(error) && REFUSED_TOKEN.has(error.code);
      if (!refused || !(await tokens.refused())) throw error;
      return await client.getSignature(await tokens.getToken(signal), { signal });
    }
  }
}

function read(saved: SavedClaim | undefined): PortClaim | undefined {
  if (!saved) return undefined;
  const { port, payload, signature, expires_at } = saved;
  return { port, payload, signature, expiresAt: new Date(expires_at) };
}
