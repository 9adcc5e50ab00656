/** An error of an app: what failed, and what the user can do about it. */
export class AdvisedError extends Error {
  /** What to do next; the message ends with it. */
  readonly advice: string;

  /**
   * @param problem What failed, and why.
   * @param advice What to do next.
   */
  constructor(problem: string, advice: string, options?: ErrorOptions) {
    super(`${problem}; ${advice}`, options);
    this.advice = advice;
  }
}
