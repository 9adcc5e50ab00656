import { AdvisedError } from '../errors/advised-error.ts';

/** The configuration cannot be used; lists every problem, one sentence each. Exit code 78. */
export class ConfigurationError extends AdvisedError {
  override readonly name = 'ConfigurationError';
  /** One line per problem, each starting with the variable's name and never holding a secret's value. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'), 'correct the configuration and start again');
    this.problems = problems;
  }
}
