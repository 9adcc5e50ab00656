/** The configuration cannot be used; every problem is listed, one sentence each. Exit code 78. */
export class ConfigurationError extends Error {
  /** One line per problem, each starting with the variable's name, never with a secret's value. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
