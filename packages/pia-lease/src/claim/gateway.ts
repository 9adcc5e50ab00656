/** A PIA gateway: its address, and what its certificate must contain. */
export interface Gateway {
  /** IPv4 address inside the tunnel. */
  readonly address: string;
  /** The name in its certificate (cn), to be verified in every further request. */
  readonly hostname: string;
}
