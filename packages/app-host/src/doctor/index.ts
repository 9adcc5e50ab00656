/**
 * The parts of the apps' `doctor` commands: steps, their findings, and the checks that are the same for
 * every app.
 *
 * @example
 * ```ts ignore
 * import { passed, renderFinding, runSteps, summaryOf } from '@portkeep/app-host/doctor';
 *
 * const step = {
 *   title: 'Weather',
 *   failure: 'The weather is unknown',
 *   limitMs: 1_000,
 *   check: async () => ({ finding: passed('The sun shines') }),
 * };
 * const report = (finding) => print(renderFinding(finding));
 * const findings = await runSteps([step], undefined, { signal, limitMs: 10_000, report });
 * print(summaryOf(findings).line);
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
export { type RunStepsOptions, runSteps } from './run-steps.ts';
export type { Step, StepInput, StepResult } from './step.ts';
export { type DoctorSummary, summaryOf } from './summary-of.ts';
export { variablesStep } from './variables-step.ts';
