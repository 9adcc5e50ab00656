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
}
