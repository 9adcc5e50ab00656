import { AdvisedError } from '../errors/advised-error.ts';

/**
 * - `STATE_IN_USE`: another instance uses the state; it is waited for.
 * - `STATE_UNWRITABLE`: the state cannot be kept; this is waited out as well.
 */
export type InstanceLockErrorCode = 'STATE_IN_USE' | 'STATE_UNWRITABLE';

/** Why this process does not have the state to itself. */
export class InstanceLockError extends AdvisedError {
  override readonly name = 'InstanceLockError';
  readonly code: InstanceLockErrorCode;

  constructor(code: InstanceLockErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }

  /** @param stateFile What the other instance uses. */
  static inUse(stateFile: string): InstanceLockError {
    const problem = `another instance uses ${stateFile}`;
    return new InstanceLockError('STATE_IN_USE', problem, 'stop one of the two');
  }
}
