import type { Finding } from './finding.ts';

/** What a step receives. */
export interface StepInput<Examination, Facts> {
  readonly examination: Examination;
  /** The facts that earlier steps found out. */
  readonly facts: Partial<Facts>;
  /** Aborts when the process is stopped and when the step's time is up. */
  readonly signal: AbortSignal;
}

/** The result of a step. */
export interface StepResult<Facts> {
  readonly finding: Finding;
  /** Facts for later steps. */
  readonly facts?: Partial<Facts> | undefined;
}

/**
 * One check of `doctor`.
 *
 * @typeParam Examination the input of all steps.
 * @typeParam Facts the facts that steps pass on to later ones.
 */
export interface Step<Examination, Facts> {
  /** What is checked, for the line of a skipped step. */
  readonly title: string;
  /** The headline when it takes too long or fails unexpectedly. */
  readonly failure: string;
  readonly limitMs: number;
  readonly check: (input: StepInput<Examination, Facts>) => Promise<StepResult<Facts>>;
}
