import {
  isPiaError,
  type PiaError,
  type PiaErrorCode,
  type PiaGatewayClient,
  type PortClaim,
} from '@portkeep/pia-client/core';
import type { Lease, LeaseSource } from '@portkeep/port-lease';
import type { PortAnnouncement } from '@portkeep/port-sinks';
import type { Gateway } from '../network/find-gateway.ts';
import type { TunnelTowards } from '../network/leading-tunnel.ts';
import type { DaemonState } from '../state/daemon-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';
import { bindTimes } from './bind-times.ts';
import type { ClaimKeeper } from './claim-keeper.ts';
import { NetworkChange } from './network-change.ts';

type GatewayClient = Pick<PiaGatewayClient, 'getSignature' | 'bindPort'>;

/** The claim is of no use on this gateway; another one may be. */
const NEEDS_NEW_CLAIM: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_BAD_SIGNATURE',
  'PIA_PORT_BUSY',
  'PIA_CLAIM_EXPIRED',
]);
const NEW_CLAIMS_PER_ATTEMPT = 3;
/** Refusals in words that are not known before the claim is given up: most of a day, one a minute. */
const MOST_UNCLEAR_REFUSALS = 1_000;

/** What was reached was not the gateway, or not any more. */
const NEEDS_NEW_GATEWAY: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_CONNECTION_REFUSED',
  'PIA_UNREACHABLE',
  'PIA_TIMEOUT',
  'PIA_NOT_PIA',
  'PIA_WRONG_HOSTNAME',
  'PIA_NOT_THROUGH_TUNNEL',
]);

/** Soon enough after a start with a claim that ends soon, and late enough not to hold up the start. */
const REPLACE_AFTER_MS = 5_000;

export interface PiaLeaseSourceOptions {
  readonly state: StateKeeper;
  readonly claims: ClaimKeeper;
  /** Finds the gateway of the tunnel as it is now; no token is sent. */
  readonly findGateway: (signal: AbortSignal) => Promise<Gateway>;
  readonly connect: (gateway: Gateway) => GatewayClient;
  /** Called before a token goes to a gateway; throws to forbid it. */
  readonly confirm: (gateway: Gateway, signal: AbortSignal) => Promise<void>;
  /** The tunnel that leads to the gateway now. */
  readonly towards: (gateway: string) => Promise<TunnelTowards>;
  /** The port is bound there. */
  readonly onBound?: ((gateway: string, binding: string) => void) | undefined;
  readonly intervalSeconds: number;
  readonly now: () => number;
  readonly random?: (() => number) | undefined;
  /** Something went wrong that does not harm this renewal. */
  readonly onTrouble: (message: string, error: unknown) => void;
}

/** A claim that the gateway has bound. */
interface Bound {
  readonly claim: PortClaim;
  readonly startedAt: number;
  readonly repliedAt: Date | undefined;
}

/** The PIA side of the lease: find the gateway, bind the claim, get another claim when it must be. */
export class PiaLeaseSource implements LeaseSource<PortAnnouncement> {
  readonly #options: PiaLeaseSourceOptions;
  readonly #change = new NetworkChange();
  #gateway: Gateway | undefined;
  /** In a row, not counting calls that brought no answer. */
  #unclearRefusals = 0;

  constructor(options: PiaLeaseSourceOptions) {
    this.#options = options;
  }

  /** Binds the saved claim, whatever its age; one that ends soon is replaced at the next renewal. */
  acquire(signal: AbortSignal): Promise<Lease<PortAnnouncement>> {
    return this.#attempt(this.#change.within(signal), 'keep');
  }

  renew(_lease: Lease<PortAnnouncement>, signal: AbortSignal): Promise<Lease<PortAnnouncement>> {
    return this.#attempt(this.#change.within(signal), 'replace');
  }

  /** The tunnel is another one: what runs is cut short, and the gateway is looked for again. */
  networkChanged(): void {
    this.#gateway = undefined;
    this.#change.happened();
  }

  async #attempt(
    signal: AbortSignal,
    whenEnding: 'keep' | 'replace',
  ): Promise<Lease<PortAnnouncement>> {
    const { claims, intervalSeconds, onBound, random = Math.random } = this.#options;
    if (!claims.current) await claims.assertObtainable();
    const { gateway, tunnel, client, ...first } = await this.#bindSomewhere(signal);
    const isCurrent = first.claim.payload === claims.current?.payload;
    const isEnding = isCurrent && claims.isEnding(first.claim, first.repliedAt);
    const replaced = isEnding && whenEnding === 'replace';
    const { claim, startedAt } = replaced
      ? await this.#replace(first, { gateway, client }, signal)
      : first;
    // A port that was bound before the network changed is not forwarded any more.
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
      binding: tunnel.identity,
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
      // The address stayed and the server behind it changed: worth another look at once.
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
        if (!isPiaError(error) || !this.#needsNewClaim(claim, error)) throw error;
        const { next } = claims;
        if (next && next.payload !== claim.payload) {
          claim = next;
          continue;
        }
        if (newClaims === NEW_CLAIMS_PER_ATTEMPT) throw error;
        this.#options.onTrouble('The port cannot be bound here, asking for another', error);
        newClaims += 1;
        claim = await this.#obtain(way, signal);
      }
    }
  }

  async #bind(client: GatewayClient, claim: PortClaim, signal: AbortSignal): Promise<Bound> {
    const startedAt = this.#options.now();
    // Without its end: the client would judge it by a clock that may be wrong.
    const { payload, signature } = claim;
    const { repliedAt } = await client.bindPort({ payload, signature }, { signal });
    this.#unclearRefusals = 0;
    return { claim, startedAt, repliedAt };
  }

  async #obtain({ gateway, client }: Way, signal: AbortSignal): Promise<PortClaim> {
    await this.#options.confirm(gateway, signal);
    return await this.#options.claims.obtain(client, signal);
  }

  #needsNewClaim(claim: PortClaim, error: PiaError): boolean {
    if (NEEDS_NEW_CLAIM.has(error.code)) return true;
    const remaining = this.#options.claims.remainingMs(claim, error.repliedAt);
    if (remaining !== undefined && remaining <= 0) return true;
    return this.#isRefusedForLong(claim, error);
  }

  /**
   * PIA documents no words for a refusal, and a gateway need not say what time it is: whether the claim
   * is over may show in nothing but the refusals. One new claim at a time.
   */
  #isRefusedForLong({ payload }: PortClaim, { code, status }: PiaError): boolean {
    if (code !== 'PIA_UNEXPECTED_RESPONSE' || status === undefined) return false;
    const { next } = this.#options.claims;
    if (next !== undefined && next.payload !== payload) return true;
    this.#unclearRefusals = (this.#unclearRefusals + 1) % MOST_UNCLEAR_REFUSALS;
    return this.#unclearRefusals === 0;
  }

  /** The old claim stays in use until a newer one is bound. */
  async #replace(bound: Bound, way: Way, signal: AbortSignal): Promise<Bound> {
    const { claims, onTrouble } = this.#options;
    try {
      const next = claims.next ?? (await this.#obtain(way, signal));
      return await this.#bind(way.client, next, signal);
    } catch (error) {
      signal.throwIfAborted();
      onTrouble('The port ends soon and could not be replaced yet', error);
      if (isPiaError(error) && NEEDS_NEW_CLAIM.has(error.code))
        void this.#note({ next_claim: undefined });
      return bound;
    }
  }

  #news({ address, hostname }: Gateway): Partial<DaemonState> {
    const { current } = this.#options.state;
    const isKnown = current.gateway === address && current.hostname === hostname;
    return isKnown ? {} : { gateway: address, hostname };
  }

  async #note(change: Partial<DaemonState>): Promise<void> {
    if (Object.keys(change).length === 0) return;
    try {
      await this.#options.state.update(change);
    } catch (error) {
      this.#options.onTrouble('What is bound could not be noted in the state file', error);
    }
  }
}

/** How claims are requested and bound. */
interface Way {
  readonly gateway: Gateway;
  readonly client: GatewayClient;
}
