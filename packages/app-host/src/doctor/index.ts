/**
 * The parts of the apps' `doctor` commands: steps, their findings, and the checks that are the same for
 * every app.
 *
 * @example
 * ```ts ignore
 * import { passed, reportSteps } from '@portkeep/app-host/doctor';
 *
 * const step = {
 *   title: 'Weather',
 *   failure: 'The weather is unknown',
 *   limitMs: 1_000,
 *   check: async () => ({ finding: passed('The sun shines') }),
 * };
 * await reportSteps(app, { steps: [step], examination: undefined, limitMs: 10_000 });
 * ```
 *
 * @module
 */
export { checkWritable, UnwritableError } from './check-writable.ts';
export { explainError } from './explain-error.ts';
export { type FileOutcome, fileOutcome, filesFinding } from './files-finding.ts';
export {
  type Explanation,
  type Finding,
  failed,
  type Mark,
  passed,
  skipped,
  warned,
} from './finding.ts';
export { renderFinding } from './render-finding.ts';
export { type ReportStepsOptions, reportSteps } from './report-steps.ts';
export { type RunStepsOptions, runSteps } from './run-steps.ts';
export type { Step, StepInput, StepResult } from './step.ts';
export { type DoctorSummary, summaryOf } from './summary-of.ts';
export { variablesStep } from './variables-step.ts';
