import { adviceOf, problemOf } from '../errors/advice-of.ts';
import { AdvisedError } from '../errors/advised-error.ts';
import { codeOf } from '../system-error.ts';
import type { ExitCode } from './exit-code.ts';

/** Ends the app with an exit code. */
export class ExitError extends AdvisedError {
  override readonly name = 'ExitError';
  /** The exit code. */
  readonly code: ExitCode;

  constructor(code: ExitCode, problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }

  /**
   * Ends the app because of another error, with its advice.
   *
   * @param context The text before the message of the error.
   */
  static because(code: ExitCode, error: unknown, context?: string): ExitError {
    const parts = [context, codeOf(error), problemOf(error)];
    const problem = parts.filter((part) => part !== undefined).join(': ');
    return new ExitError(code, problem, adviceOf(error) ?? 'see the log');
  }
}
