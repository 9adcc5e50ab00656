/** The tunnel through which the kernel would reach an address. */
export interface TunnelTowards {
  /** `none` without one. */
  readonly identity: string;
  /**
   * Its local address. Without a tunnel the kernel would name that of the ordinary network, where no
   * torrent client may listen: then this is missing.
   */
  readonly address: string | undefined;
}
