/** Where a listener goes when the address that it was bound to is gone. */
export interface AddressMove {
  /** Local addresses that are known to be gone, e.g. those of tunnels before this one. */
  readonly from: readonly string[];
  /** The local address that takes their place. */
  readonly to: string;
}

/** A port to listen on, and where. */
export interface PortBinding {
  /** 1–65535. */
  readonly port: number;
  /**
   * The network interface to listen on, e.g. `wg0`; empty = any. Left out together with `address`,
   * what is set stays; left out alone, it becomes any.
   */
  readonly interfaceName?: string | undefined;
  /** The local address to listen on; empty = all of the interface. */
  readonly address?: string | undefined;
  /**
   * Changes the address only where it is one of those that are gone. Has no effect together
   * with `interfaceName` or `address`.
   */
  readonly moved?: AddressMove | undefined;
  /**
   * The port that trackers and peers get; 0 = the one that is listened on. Versions before 5.1 have
   * no such setting. @default {0}
   */
  readonly announcePort?: number | undefined;
}
