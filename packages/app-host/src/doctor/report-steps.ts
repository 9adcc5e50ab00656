import type { App } from '../app/app.ts';
import { EXIT_GAVE_UP } from '../app/exit-code.ts';
import { ExitError } from '../app/exit-error.ts';
import type { Variables } from '../environment/variable.ts';
import { renderFinding } from './render-finding.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './step.ts';
import { summaryOf } from './summary-of.ts';

/** Options of {@linkcode reportSteps}. */
export interface ReportStepsOptions<Examination, Facts> {
  readonly steps: readonly Step<Examination, Facts>[];
  readonly examination: Examination;
  /** The time for all steps together. */
  readonly limitMs: number;
}

/**
 * Runs the steps of `doctor` and prints what each has found, the lines to copy, and a summary. No
 * secret is printed.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function reportSteps<Examination, Facts>(
  app: Pick<App<Variables>, 'print' | 'hide' | 'signal'>,
  { steps, examination, limitMs }: ReportStepsOptions<Examination, Facts>,
): Promise<void> {
  const print = (text: string) => app.print(app.hide(text));
  const findings = await runSteps(steps, examination, {
    signal: app.signal,
    limitMs,
    report: (finding) => print(renderFinding(finding)),
  });
  for (const { copy } of findings) if (copy !== undefined) print(`\n${copy}\n`);
  const { line, failures } = summaryOf(findings);
  print(`\n${line}\n`);
  if (failures > 0) throw new ExitError(EXIT_GAVE_UP, 'doctor found a problem', 'see above');
}
