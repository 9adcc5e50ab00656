import type { TunnelTowards } from '@portkeep/pia-lease';
import type { NetworkSnapshot } from './network-snapshot.ts';
import type { SourceAddress } from './source-address.ts';
import { identityOf, tunnelIdentity, usableTunnels } from './tunnel-identity.ts';

/** How to ask the kernel which way leads to an address. */
export interface LeadingTunnelOptions {
  readonly read: () => NetworkSnapshot;
  readonly sourceAddress: SourceAddress;
}

/** Identities of the tunnel before and now. */
export interface TunnelChange {
  readonly previous: string;
  readonly identity: string;
}

/** Where the port was last bound. */
interface Bound {
  readonly gateway: string;
  /** `none` when no tunnel of this machine led there, only one on a router. */
  readonly identity: string;
}

/**
 * The tunnel that leads to the gateway. Other tunnels may come and go without another bind, after
 * which the torrent client would reopen its listener each time. Before the first bind, and when no
 * tunnel leads to the gateway any more, any of them may be the one.
 */
export class LeadingTunnel {
  readonly #options: LeadingTunnelOptions;
  #bound: Bound | undefined;
  /** The tunnel identity that was last acted on. */
  #known: string | undefined;

  constructor(options: LeadingTunnelOptions) {
    this.#options = options;
  }

  /** The tunnel through which the kernel would reach the gateway now. */
  towards(gateway: string): Promise<TunnelTowards> {
    return this.#leadingTo(gateway, this.#options.read());
  }

  /** Records that the port is bound there, through this tunnel. */
  bound(gateway: string, identity: string): void {
    this.#bound = { gateway, identity };
    this.#known = identity;
  }

  /** Compares with the previous snapshot; `undefined` when nothing that matters has changed. */
  async look(snapshot: NetworkSnapshot): Promise<TunnelChange | undefined> {
    const bound = this.#bound;
    const identity = await this.#identity(bound, snapshot);
    // The port was bound in the meantime: what is known is newer than this snapshot.
    if (this.#bound !== bound) return undefined;
    const previous = this.#known;
    this.#known = identity;
    if (previous === undefined || previous === identity) return undefined;
    return { previous, identity };
  }

  async #identity(bound: Bound | undefined, snapshot: NetworkSnapshot): Promise<string> {
    if (bound === undefined) return tunnelIdentity(snapshot);
    const leading = await this.#leadingTo(bound.gateway, snapshot);
    if (leading.address !== undefined) return leading.identity;
    // It is up and merely has no route now, or it was never on this machine.
    const tunnels = usableTunnels(snapshot).map((tunnel) => identityOf([tunnel]));
    const isUnchanged = bound.identity === 'none' || tunnels.includes(bound.identity);
    return isUnchanged ? bound.identity : tunnelIdentity(snapshot);
  }

  async #leadingTo(gateway: string, snapshot: NetworkSnapshot): Promise<TunnelTowards> {
    const source = await this.#options.sourceAddress(gateway);
    const leading = usableTunnels(snapshot).filter(({ addresses }) =>
      addresses.some(({ address }) => address === source),
    );
    return { identity: identityOf(leading), address: leading.length > 0 ? source : undefined };
  }
}
