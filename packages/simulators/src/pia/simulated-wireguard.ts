/** The WireGuard end of a VPN server. Each default is good for tests without a real tunnel. */
export interface SimulatedWireGuard {
  /** In base64. Default: one that comes from the server's name, and has no private key. */
  readonly publicKey?: string | undefined;
  /** The endpoint's address, as addKey names it. Default: the server's public address. */
  readonly endpointAddress?: string | undefined;
  /** The endpoint's UDP port. Default 1337. */
  readonly endpointPort?: number | undefined;
  /** Resolvers inside the tunnel. Default `10.0.0.243` and `10.0.0.242`. */
  readonly dnsServers?: readonly string[] | undefined;
  /** Where the addresses of its peers come from. Default: a /24 of its own within 10.0.0.0/8. */
  readonly peerPool?: string | undefined;
}
