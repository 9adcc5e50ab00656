import { AdvisedError } from '@portkeep/app-host';

/**
 * - `NO_TUNNEL`: there is no VPN tunnel with an IPv4 address and no `PIA_GATEWAY`; it may come.
 * - `GATEWAY_NOT_FOUND`: no candidate is a PIA gateway; the problem has each one's outcome.
 */
export type DiscoveryErrorCode = 'NO_TUNNEL' | 'GATEWAY_NOT_FOUND';

/** Why the gateway of the tunnel is not known. */
export class DiscoveryError extends AdvisedError {
  override readonly name = 'DiscoveryError';
  readonly code: DiscoveryErrorCode;

  constructor(code: DiscoveryErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }
}
