import { isPiaError, type PiaGatewayClient, type PortClaim } from '@portkeep/pia-client/core';
import type { TokenKeeper } from '../login/token-keeper.ts';
import type { StateKeeper } from '../state/state-keeper.ts';

const DAY_MS = 86_400_000;
/** A claim lives for about two months; within its last week it is replaced. */
const REPLACE_BEFORE_MS = 7 * DAY_MS;

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
    return { port, payload, signature, expiresAt: new Date(saved.expires_at) };
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
    const { port, expiresAt, payload, signature } = claim;
    await this.#options.state.update({
      claim: { port, expires_at: expiresAt.toISOString(), payload, signature },
    });
    return claim;
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
