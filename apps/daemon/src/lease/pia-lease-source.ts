import type { PortAnnouncement } from '@portkeep/app-host';
import {
  isPiaError,
  type PiaErrorCode,
  type PiaGatewayClient,
  type PortClaim,
} from '@portkeep/pia-client/core';
import type { Lease, LeaseSource } from '@portkeep/port-lease';
import type { Gateway } from '../network/find-gateway.ts';
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

/** What was reached was not the gateway, or not any more. */
const NEEDS_NEW_GATEWAY: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_CONNECTION_REFUSED',
  'PIA_UNREACHABLE',
  'PIA_TIMEOUT',
  'PIA_NOT_PIA',
  'PIA_WRONG_HOSTNAME',
  'PIA_NOT_THROUGH_TUNNEL',
]);

export interface PiaLeaseSourceOptions {
  readonly state: StateKeeper;
  readonly claims: ClaimKeeper;
  /** Finds the gateway of the tunnel as it is now; no token is sent. */
  readonly findGateway: (signal: AbortSignal) => Promise<Gateway>;
  readonly connect: (gateway: Gateway) => GatewayClient;
  /** Called before a token goes to a gateway; throws to forbid it. */
  readonly confirm: (gateway: Gateway, signal: AbortSignal) => Promise<void>;
  /** The identity of the tunnel as it is now. */
  readonly binding: () => string;
  /** The local address of the tunnel that leads to a gateway. */
  readonly tunnelAddress?: ((gateway: string) => Promise<string | undefined>) | undefined;
  readonly intervalSeconds: number;
  readonly now: () => number;
  readonly random?: (() => number) | undefined;
  /** Something went wrong that does not harm this renewal. */
  readonly onTrouble: (message: string, error: unknown) => void;
}

/** The PIA side of the lease: find the gateway, bind the claim, get another claim when it must be. */
export class PiaLeaseSource implements LeaseSource<PortAnnouncement> {
  readonly #options: PiaLeaseSourceOptions;
  readonly #change = new NetworkChange();
  #gateway: Gateway | undefined;

  constructor(options: PiaLeaseSourceOptions) {
    this.#options = options;
  }

  acquire(signal: AbortSignal): Promise<Lease<PortAnnouncement>> {
    return this.#attempt(this.#change.within(signal));
  }

  renew(_lease: Lease<PortAnnouncement>, signal: AbortSignal): Promise<Lease<PortAnnouncement>> {
    return this.#attempt(this.#change.within(signal));
  }

  /** The tunnel is another one: what runs is cut short, and the gateway is looked for again. */
  networkChanged(): void {
    this.#gateway = undefined;
    this.#change.happened();
  }

  async #attempt(signal: AbortSignal): Promise<Lease<PortAnnouncement>> {
    const { claims, state, binding, intervalSeconds, random = Math.random } = this.#options;
    if (!claims.current) await claims.assertObtainable();
    const bindingBefore = binding();
    const { claim, gateway, startedAt } = await this.#bindSomewhere(signal);
    // A port that was bound before the network changed is not forwarded any more.
    signal.throwIfAborted();
    const { address, hostname } = gateway;
    if (state.current.gateway !== address || state.current.hostname !== hostname) {
      // Not awaited: the port is bound, and a disk that hangs must not cost it.
      void this.#remember(gateway);
    }
    const times = bindTimes(startedAt, intervalSeconds, random);
    const value = {
      port: claim.port,
      renewedAt: startedAt,
      ...times,
      gateway: address,
      hostname,
      binding: bindingBefore,
      // Not known is no reason to give up a port that is bound.
      tunnelAddress: await this.#options.tunnelAddress?.(address).catch(() => undefined),
    };
    return { value, ...times };
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
    const { claims, connect, confirm, now } = this.#options;
    const client = connect(gateway);
    const obtain = async () => {
      await confirm(gateway, signal);
      return await claims.obtain(client, signal);
    };
    let newClaims = 0;
    let claim = claims.current;
    if (!claim || claims.isOver(claim)) claim = await obtain();
    else if (claims.isEnding(claim)) {
      newClaims += 1;
      claim = await this.#replace(claim, obtain, signal);
    }
    for (;;) {
      const startedAt = now();
      try {
        await client.bindPort(claim, { signal });
        return { claim, gateway, startedAt };
      } catch (error) {
        signal.throwIfAborted();
        const refused = isPiaError(error) && NEEDS_NEW_CLAIM.has(error.code);
        if (!refused || newClaims === NEW_CLAIMS_PER_ATTEMPT) throw error;
        this.#options.onTrouble('The port cannot be bound here, asking for another', error);
        newClaims += 1;
        claim = await obtain();
      }
    }
  }

  /** The old claim serves on for as long as no new one can be had. */
  async #replace(
    claim: PortClaim,
    obtain: () => Promise<PortClaim>,
    signal: AbortSignal,
  ): Promise<PortClaim> {
    try {
      return await obtain();
    } catch (error) {
      signal.throwIfAborted();
      this.#options.onTrouble('The port ends soon and could not be replaced yet', error);
      return claim;
    }
  }

  async #remember({ address, hostname }: Gateway): Promise<void> {
    try {
      await this.#options.state.update({ gateway: address, hostname });
    } catch (error) {
      this.#options.onTrouble('The gateway could not be noted in the state file', error);
    }
  }
}
