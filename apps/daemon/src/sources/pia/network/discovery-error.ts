import { AdvisedError } from '@portkeep/app-host';

/**
 * - `NO_TUNNEL`: there is no VPN tunnel with an IPv4 address and no `PIA_GATEWAY`; one may still
 *   come up.
 * - `GATEWAY_NOT_FOUND`: no candidate is a PIA gateway; the problem has the outcome of each.
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
