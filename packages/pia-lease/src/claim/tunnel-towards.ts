/** The tunnel through which the kernel would reach an address. */
export interface TunnelTowards {
  /** `none` when there is no tunnel. */
  readonly identity: string;
  /**
   * Its local address. Without a tunnel the kernel would name an address of the ordinary network,
   * on which no torrent client may listen: then this is missing.
   */
  readonly address: string | undefined;
}
