/** One VPN server. `{ address, hostname }` is what `pinnedTransport` takes. */
export interface Server {
  /** Its TLS name (the list's `cn`), e.g. `amsterdam447` or `Server-12462-0a`. */
  readonly hostname: string;
  /** Its public IPv4 address. */
  readonly address: string;
}

/** One location of PIA's network. */
export interface Region {
  /** E.g. `nl_amsterdam`. */
  readonly id: string;
  /** For people, e.g. `Netherlands`. */
  readonly name: string;
  /** ISO 3166 code, e.g. `NL`. */
  readonly country: string;
  /** A DNS name that leads to one of the servers. */
  readonly dns: string;
  /** Whether its servers offer port forwarding: the only right test for it. */
  readonly portForward: boolean;
  /** Whether the servers are in a country other than the one they appear to be in. */
  readonly geo: boolean;
  /** Whether PIA has taken it out of service. */
  readonly offline: boolean;
  /** Whether PIA's own programs may choose it automatically. */
  readonly autoRegion: boolean;
  /** Servers by group (`meta`, `wg`, `ovpnudp`, `ovpntcp`, …). A group may be missing or empty. */
  readonly servers: Readonly<Record<string, readonly Server[]>>;
}

/** Something in the list that could not be read and was left out. */
export interface DroppedEntry {
  /** The region's id, when it has one. */
  readonly id?: string | undefined;
  /** What is wrong: with the region, or with the one server that the reason names. */
  readonly reason: string;
}

/** A server list whose signature was verified. */
export interface ServerList {
  /** The regions, offline ones included, in the order of the list. */
  readonly regions: readonly Region[];
  /**
   * The ports of each group of servers, e.g. `wg: [1337]`, where WireGuard servers register keys. A
   * group may be missing or empty.
   */
  readonly ports: Readonly<Record<string, readonly number[]>>;
  /** What was left out of the regions, and why. */
  readonly dropped: readonly DroppedEntry[];
  /** Where the list came from. */
  readonly url: string;
}
