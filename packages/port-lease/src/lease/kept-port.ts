/** A port that is kept, as sinks receive it: how long it is valid, its gateway, and its tunnel. */
export interface KeptPort {
  /** The port that is reachable from the internet, 1-65535. */
  readonly port: number;
  /** The port inside the network when it differs from `port` by design. */
  readonly internalPort?: number | undefined;
  /** The host that the app itself forwards the port to, where it does. */
  readonly targetAddress?: string | undefined;
  /** The mapped protocols, where the source maps them one by one. */
  readonly protocol?: 'tcp' | 'udp' | 'tcp,udp' | undefined;
  /** When the lease was last obtained or renewed, epoch ms. */
  readonly renewedAt: number;
  /** When the next renewal is planned, epoch ms. */
  readonly renewAt: number;
  /** When the port expires unless it is renewed, epoch ms. */
  readonly expiresAt: number;
  /** Address of the gateway that forwards the port. */
  readonly gateway: string;
  /** TLS name of that gateway, where it has one. */
  readonly hostname: string | null;
  /**
   * Identity of the tunnel. When it changes and the port does not, a torrent client must rebind: the
   * listener it still shows belongs to an address that no longer exists.
   */
  readonly tunnelIdentity: string;
  /** The local address of the tunnel through which the port arrives, where it is known. */
  readonly tunnelAddress?: string | undefined;
}
