/** A PIA gateway: where it is asked, and what its certificate must say. */
export interface Gateway {
  /** IPv4 address inside the tunnel. */
  readonly address: string;
  /** The name its certificate is issued for (cn), to be verified in every further request. */
  readonly hostname: string;
}
