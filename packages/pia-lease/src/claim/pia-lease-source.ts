import {
  isPiaError,
  type PiaErrorCode,
  type PiaGatewayClient,
  type PortClaim,
} from '@portkeep/pia-client/core';
import type { KeptPort, Lease, LeaseSource } from '@portkeep/port-lease';
import type { PiaState } from '../state/pia-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';
import { bindTimes } from './bind-times.ts';
import type { ClaimKeeper } from './claim-keeper.ts';
import { ClaimRefusals, isClaimRefused } from './claim-refusals.ts';
import type { Gateway } from './gateway.ts';
import { NetworkChange } from './network-change.ts';
import { PortNotAcceptedError } from './port-not-accepted-error.ts';
import type { TunnelTowards } from './tunnel-towards.ts';

type GatewayClient = Pick<PiaGatewayClient, 'getSignature' | 'bindPort'>;

const NEW_CLAIMS_PER_ATTEMPT = 3;

/** Something other than the gateway was reached, or no longer the same one. */
const NEEDS_NEW_GATEWAY: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_CONNECTION_REFUSED',
  'PIA_UNREACHABLE',
  'PIA_TIMEOUT',
  'PIA_NOT_PIA',
  'PIA_WRONG_HOSTNAME',
  'PIA_NOT_THROUGH_TUNNEL',
]);

/**
 * Soon enough after a start with a claim that ends soon, and late enough not to delay the start.
 */
const REPLACE_AFTER_MS = 5_000;

export interface PiaLeaseSourceOptions {
  readonly state: StateKeeper;
  readonly claims: ClaimKeeper;
  /** Finds the gateway of the present tunnel; no token is sent. */
  readonly findGateway: (signal: AbortSignal) => Promise<Gateway>;
  readonly connect: (gateway: Gateway) => GatewayClient;
  /** Called before a token is sent to a gateway; throws to forbid it. */
  readonly confirm: (gateway: Gateway, signal: AbortSignal) => Promise<void>;
  /** The tunnel that leads to the gateway now. */
  readonly towards: (gateway: string) => Promise<TunnelTowards>;
  /** Called when the port is bound there. */
  readonly onBound?: ((gateway: string, tunnelIdentity: string) => void) | undefined;
  /** Whether the app can use this port. @default every port */
  readonly accepts?: ((port: number) => boolean) | undefined;
  readonly intervalSeconds: number;
  readonly now: () => number;
  readonly random?: (() => number) | undefined;
  /** Called with each failure that does not harm this renewal. */
  readonly onTrouble: (message: string, error: unknown) => void;
}

/** A claim that the gateway has bound. */
interface Bound {
  readonly claim: PortClaim;
  readonly startedAt: number;
  readonly repliedAt: Date | undefined;
}

/**
 * The PIA side of the lease: find the gateway, bind the claim, get another claim when necessary.
 */
export class PiaLeaseSource implements LeaseSource<KeptPort> {
  readonly #options: PiaLeaseSourceOptions;
  readonly #change = new NetworkChange();
  readonly #refusals: ClaimRefusals;
  #gateway: Gateway | undefined;

  constructor(options: PiaLeaseSourceOptions) {
    this.#options = options;
    this.#refusals = new ClaimRefusals(options.claims);
  }

  /** Binds the saved claim, whatever its age; one that ends soon is replaced at the next renewal. */
  acquire(signal: AbortSignal): Promise<Lease<KeptPort>> {
    return this.#attempt(this.#change.within(signal), 'keep');
  }

  renew(_lease: Lease<KeptPort>, signal: AbortSignal): Promise<Lease<KeptPort>> {
    return this.#attempt(this.#change.within(signal), 'replace');
  }

  /**
   * The tunnel has changed: the running attempt is aborted, and the gateway is looked for again.
   */
  networkChanged(): void {
    this.#gateway = undefined;
    this.#change.happened();
  }

  async #attempt(signal: AbortSignal, whenEnding: 'keep' | 'replace'): Promise<Lease<KeptPort>> {
    const { claims, intervalSeconds, onBound, random = Math.random } = this.#options;
    if (!claims.current) await claims.assertObtainable();
    const { gateway, tunnel, client, ...first } = await this.#bindSomewhere(signal);
    const isCurrent = first.claim.payload === claims.current?.payload;
    const isEnding = isCurrent && claims.isEnding(first.claim, first.repliedAt);
    const replaced = isEnding && whenEnding === 'replace';
    const { claim, startedAt } = replaced
      ? await this.#replace(first, { gateway, client }, signal)
      : first;
    // A port that was bound before the network changed is no longer forwarded.
    signal.throwIfAborted();
    onBound?.(gateway.address, tunnel.identity);
    // Not awaited: the port is bound, and a disk that hangs must not cost it.
    void this.#note({ ...claims.bound(claim), ...this.#news(gateway) });
    const times = bindTimes(startedAt, intervalSeconds, random);
    const soon = isEnding && !replaced ? startedAt + REPLACE_AFTER_MS : times.renewAt;
    const planned = { ...times, renewAt: Math.min(times.renewAt, soon) };
    const { address, hostname } = gateway;
    const { port } = claim;
    const value = {
      port,
      renewedAt: startedAt,
      ...planned,
      gateway: address,
      hostname,
      tunnelIdentity: tunnel.identity,
      tunnelAddress: tunnel.address,
    };
    return { value, ...planned };
  }

  async #bindSomewhere(signal: AbortSignal) {
    const known = this.#gateway;
    try {
      return await this.#bindOn(known ?? (await this.#findGateway(signal)), signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!isPiaError(error) || !NEEDS_NEW_GATEWAY.has(error.code)) throw error;
      this.#gateway = undefined;
      // The address stayed but the server behind it changed: worth another look at once.
      if (!known || error.code !== 'PIA_WRONG_HOSTNAME') throw error;
      return await this.#bindOn(await this.#findGateway(signal), signal);
    }
  }

  async #findGateway(signal: AbortSignal): Promise<Gateway> {
    this.#gateway = await this.#options.findGateway(signal);
    return this.#gateway;
  }

  async #bindOn(gateway: Gateway, signal: AbortSignal) {
    const { claims, connect } = this.#options;
    const client = connect(gateway);
    const way = { gateway, client };
    const tunnel = await this.#options.towards(gateway.address);
    let newClaims = 0;
    let claim = claims.current ?? (await this.#obtain(way, signal));
    for (;;) {
      try {
        return { ...way, tunnel, ...(await this.#bind(client, claim, signal)) };
      } catch (error) {
        signal.throwIfAborted();
        if (!this.#refusals.needsNewClaim(claim, error)) throw error;
        const { next } = claims;
        if (next && next.payload !== claim.payload) {
          claim = next;
          continue;
        }
        if (newClaims === NEW_CLAIMS_PER_ATTEMPT) throw error;
        this.#options.onTrouble('The port cannot be bound here; requesting another', error);
        newClaims += 1;
        claim = await this.#obtain(way, signal);
      }
    }
  }

  async #bind(client: GatewayClient, claim: PortClaim, signal: AbortSignal): Promise<Bound> {
    const { accepts, now } = this.#options;
    if (accepts?.(claim.port) === false) throw new PortNotAcceptedError(claim.port);
    const startedAt = now();
    // Without its expiry: the client would judge it by a clock that may be wrong.
    const { payload, signature } = claim;
    const { repliedAt } = await client.bindPort({ payload, signature }, { signal });
    this.#refusals.over();
    return { claim, startedAt, repliedAt };
  }

  async #obtain({ gateway, client }: Way, signal: AbortSignal): Promise<PortClaim> {
    await this.#options.confirm(gateway, signal);
    return await this.#options.claims.obtain(client, signal);
  }

  /** The old claim stays in use until a newer one is bound. */
  async #replace(bound: Bound, way: Way, signal: AbortSignal): Promise<Bound> {
    const { claims, onTrouble } = this.#options;
    try {
      const next = claims.next ?? (await this.#obtain(way, signal));
      return await this.#bind(way.client, next, signal);
    } catch (error) {
      signal.throwIfAborted();
      onTrouble('The port expires soon and could not be replaced yet', error);
      if (isClaimRefused(error)) void this.#note({ next_claim: undefined });
      return bound;
    }
  }

  #news({ address, hostname }: Gateway): Partial<PiaState> {
    const { current } = this.#options.state;
    const isKnown = current.gateway === address && current.hostname === hostname;
    return isKnown ? {} : { gateway: address, hostname };
  }

  async #note(change: Partial<PiaState>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    try {
      await this.#options.state.update(change);
    } catch (error) {
      this.#options.onTrouble('The bound port could not be saved in the state file', error);
    }
  }
}

/** How claims are requested and bound. */
interface Way {
  readonly gateway: Gateway;
  readonly client: GatewayClient;
}
