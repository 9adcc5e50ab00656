/** A port that is bound on a gateway, and the tunnel that it belongs to. */
export interface BoundPort {
  readonly port: number;
  /** When its bind was sent, epoch ms. */
  readonly renewedAt: number;
  /** When the next bind is planned, epoch ms. */
  readonly renewAt: number;
  /** When PIA drops the port unless it is bound again, epoch ms. */
  readonly expiresAt: number;
  /** Address of the gateway. */
  readonly gateway: string;
  /** The name in the gateway's certificate. */
  readonly hostname: string;
  /** Identity of the tunnel. */
  readonly binding: string;
  /** Local address of the tunnel, where it is known. */
  readonly tunnelAddress: string | undefined;
}
