import { AdvisedError } from '@portkeep/app-host';

/** Why there is no tunnel. */
export type TunnelErrorCode = 'NO_HANDSHAKE' | 'NO_INTERFACE' | 'NO_LAN';

/** The tunnel cannot be set up, for a reason that lies on this machine or on the way to PIA. */
export class TunnelError extends AdvisedError {
  override readonly name = 'TunnelError';
  readonly code: TunnelErrorCode;

  constructor(code: TunnelErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }
}
