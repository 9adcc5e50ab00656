import { AdvisedError } from '@portkeep/app-host';

/** PIA gave a port that the app cannot use. */
export class PortNotAcceptedError extends AdvisedError {
  override readonly name = 'PortNotAcceptedError';
  readonly code = 'PORT_NOT_ACCEPTED';
  readonly port: number;

  constructor(port: number) {
    super(
      `Cannot use port ${port}: this program does not accept it`,
      'nothing to do: another port is requested',
    );
    this.port = port;
  }
}
