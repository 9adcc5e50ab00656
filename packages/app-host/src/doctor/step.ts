import type { Finding } from './finding.ts';

/** What a step works with. */
export interface StepInput<Examination, Facts> {
  readonly examination: Examination;
  /** What the steps before it found out. */
  readonly facts: Partial<Facts>;
  /** Ends with the process and with the step's time. */
  readonly signal: AbortSignal;
}

/** What a step found out. */
export interface StepResult<Facts> {
  readonly finding: Finding;
  /** Added to what is known. */
  readonly facts?: Partial<Facts> | undefined;
}

/**
 * One thing that has to be right.
 *
 * @typeParam Examination what all steps work with.
 * @typeParam Facts what they learn from each other.
 */
export interface Step<Examination, Facts> {
  /** What is checked, for the line of a step that was skipped. */
  readonly title: string;
  /** The headline when it takes too long or fails in an unforeseen way. */
  readonly failure: string;
  readonly limitMs: number;
  readonly check: (input: StepInput<Examination, Facts>) => Promise<StepResult<Facts>>;
}
