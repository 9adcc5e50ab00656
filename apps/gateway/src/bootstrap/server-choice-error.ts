import { AdvisedError } from '@portkeep/app-host';

/** Why no server can be chosen. */
export type ServerChoiceErrorCode = 'REGION_UNKNOWN' | 'REGION_WITHOUT_PORTS' | 'NO_SERVER';

/** No server can be chosen; only PIA's list or the configuration can change that. */
export class ServerChoiceError extends AdvisedError {
  override readonly name = 'ServerChoiceError';
  readonly code: ServerChoiceErrorCode;

  constructor(code: ServerChoiceErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }
}
