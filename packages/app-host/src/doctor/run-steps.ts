import { untilAborted } from '../until-aborted.ts';
import { explainError } from './explain-error.ts';
import { type Finding, failed, skipped } from './finding.ts';
import type { Step, StepInput, StepResult } from './step.ts';

export interface RunStepsOptions {
  readonly signal: AbortSignal;
  /** For all steps together, milliseconds. */
  readonly limitMs: number;
  readonly report: (finding: Finding) => void;
}

/**
 * Checks one step after the other, and reports each as soon as it is done.
 *
 * @throws the reason of `signal`.
 */
export async function runSteps<Examination, Facts>(
  steps: readonly Step<Examination, Facts>[],
  examination: Examination,
  { signal, limitMs, report }: RunStepsOptions,
): Promise<readonly Finding[]> {
  const timeIsUp = AbortSignal.timeout(limitMs);
  const findings: Finding[] = [];
  let facts: Partial<Facts> = {};
  for (const step of steps) {
    signal.throwIfAborted();
    const result = await runStep(step, { examination, facts, signal, timeIsUp });
    facts = { ...facts, ...result.facts };
    findings.push(result.finding);
    report(result.finding);
  }
  return findings;
}

interface RunStepInput<Examination, Facts> extends StepInput<Examination, Facts> {
  readonly timeIsUp: AbortSignal;
}

async function runStep<Examination, Facts>(
  step: Step<Examination, Facts>,
  input: RunStepInput<Examination, Facts>,
): Promise<StepResult<Facts>> {
  const { examination, facts, signal, timeIsUp } = input;
  if (timeIsUp.aborted) return { finding: skipped(step.title, 'no time is left') };
  const limit = AbortSignal.any([AbortSignal.timeout(step.limitMs), timeIsUp]);
  const stop = AbortSignal.any([signal, limit]);
  try {
    return await untilAborted(step.check({ examination, facts, signal: stop }), stop);
  } catch (error) {
    signal.throwIfAborted();
    if (!limit.aborted) return { finding: failed(step.failure, explainError(error)) };
    const cause = `${step.title}: no result within ${step.limitMs / 1000} s`;
    const next = 'try again; when it stays so, check that the VPN is up and answers';
    return { finding: failed(step.failure, { cause, next }) };
  }
}
