/**
 * - `NO_TUNNEL`: there is no VPN tunnel with an IPv4 address and no `PIA_GATEWAY`; it may come.
 * - `GATEWAY_NOT_FOUND`: no candidate is a PIA gateway; the message has each one's outcome.
 */
export type DiscoveryErrorCode = 'NO_TUNNEL' | 'GATEWAY_NOT_FOUND';

/** Why the gateway of the tunnel is not known, and what to do about it. */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
  readonly code: DiscoveryErrorCode;

  constructor(code: DiscoveryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
