import { isPiaError, type PiaGatewayClient, type PortClaim } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '../login/token-keeper.ts';
import type { SavedClaim } from '../state/daemon-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';

const DAY_MS = 86_400_000;
/** A claim lives for about two months; within its last week it is replaced. */
const REPLACE_BEFORE_MS = 7 * DAY_MS;
/** Taken for the lifetime of a claim whose end makes no sense by this machine's clock. */
const ASSUMED_LIFETIME_MS = 30 * DAY_MS;

export interface ClaimKeeperOptions {
  readonly state: StateKeeper;
  readonly tokens: Pick<TokenKeeper, 'getToken' | 'suspect' | 'assertAvailable'>;
  readonly now: () => number;
}

/** Keeps the claim, which is the port: it survives restarts and is replaced only by a newer one. */
export class ClaimKeeper {
  readonly #options: ClaimKeeperOptions;

  constructor(options: ClaimKeeperOptions) {
    this.#options = options;
  }

  get current(): PortClaim | undefined {
    const saved = this.#options.state.current.claim;
    if (!saved) return undefined;
    const { port, payload, signature } = saved;
    return { port, payload, signature, expiresAt: new Date(endOf(saved)) };
  }

  /** Whether the claim should be replaced while it still works. */
  isEnding(claim: PortClaim): boolean {
    return claim.expiresAt.getTime() - this.#options.now() < REPLACE_BEFORE_MS;
  }

  isOver(claim: PortClaim): boolean {
    return claim.expiresAt.getTime() <= this.#options.now();
  }

  /** Throws when a new claim would need a login that is not allowed yet. */
  async assertObtainable(): Promise<void> {
    await this.#options.tokens.assertAvailable();
  }

  /** Asks the gateway for a new claim and resolves when it is on the disk. */
  async obtain(
    client: Pick<PiaGatewayClient, 'getSignature'>,
    signal: AbortSignal,
  ): Promise<PortClaim> {
    const claim = await this.#sign(client, signal);
    const { port, payload, signature } = claim;
    const saved = {
      port,
      obtained_at: new Date(this.#options.now()).toISOString(),
      expires_at: claim.expiresAt.toISOString(),
      payload,
      signature,
    };
    await this.#options.state.update({ claim: saved });
    return { port, payload, signature, expiresAt: new Date(endOf(saved)) };
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
      const doubtful = isPiaError(error) && error.code === 'PIA_NOT_THROUGH_TUNNEL';
      if (!doubtful || !(await tokens.suspect())) throw error;
      return await client.getSignature(await tokens.getToken(signal), { signal });
    }
  }
}

/**
 * A claim that seems to end as it comes was read by a clock that runs ahead. Replacing it would
 * change the port at every renewal.
 */
function endOf({ obtained_at, expires_at }: SavedClaim): number {
  const obtainedAt = Date.parse(obtained_at);
  const expiresAt = Date.parse(expires_at);
  return expiresAt - obtainedAt < REPLACE_BEFORE_MS ? obtainedAt + ASSUMED_LIFETIME_MS : expiresAt;
}
