import { AdvisedError } from '../errors/advised-error.ts';

/**
 * - `STATE_IN_USE`: another instance uses the state; the app waits for it.
 * - `STATE_UNWRITABLE`: the state cannot be saved; the app waits until it can.
 */
export type InstanceLockErrorCode = 'STATE_IN_USE' | 'STATE_UNWRITABLE';

/** Why this process may not use the state yet. */
export class InstanceLockError extends AdvisedError {
  override readonly name = 'InstanceLockError';
  readonly code: InstanceLockErrorCode;

  constructor(code: InstanceLockErrorCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }

  /** @param stateFile The state file that the other instance uses. */
  static inUse(stateFile: string): InstanceLockError {
    const problem = `another instance uses ${stateFile}`;
    return new InstanceLockError('STATE_IN_USE', problem, 'stop one of the two');
  }
}
