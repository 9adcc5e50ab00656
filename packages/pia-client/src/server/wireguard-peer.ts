/**
 * The other end of a WireGuard tunnel, and what to set on this one. Every text is checked: a key is
 * base64 of 32 bytes and an address is plain IPv4, so each can stand on a command line or in a
 * firewall rule.
 */
export interface WireGuardPeer {
  /** The public key of the server. */
  readonly serverKey: string;
  /** Where the server receives the encrypted packets. */
  readonly endpoint: {
    /** Its public IPv4 address. */
    readonly address: string;
    /** Its UDP port, 1 to 65535. */
    readonly port: number;
  };
  /** The server inside the tunnel, where its port-forward API answers. */
  readonly gateway: string;
  /** The address of this end of the tunnel, without a prefix length: it is a /32. */
  readonly address: string;
  /** DNS servers inside the tunnel, the preferred one first. May be empty. */
  readonly dnsServers: readonly string[];
}
