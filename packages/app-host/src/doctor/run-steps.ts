import { untilAborted } from '../until-aborted.ts';
import { explainError } from './explain-error.ts';
import { type Finding, failed, skipped } from './finding.ts';
import { StallWatch } from './stall-watch.ts';
import type { Step, StepInput, StepResult } from './step.ts';

/** After a longer stall, an answer that seemed late may have come in time. */
const STALLED_MS = 3_000;

export interface RunStepsOptions {
  readonly signal: AbortSignal;
  /** The limit for all steps together, milliseconds. */
  readonly limitMs: number;
  readonly report: (finding: Finding) => void;
  /** @default A new watch, which ends with the steps. */
  readonly stalls?: Pick<StallWatch, 'takeLongestMs' | 'stop'>;
}

/**
 * Runs the steps one after the other, and reports each as soon as it is done.
 *
 * @throws the reason of `signal`.
 */
export async function runSteps<Examination, Facts>(
  steps: readonly Step<Examination, Facts>[],
  examination: Examination,
  { signal, limitMs, report, stalls = new StallWatch() }: RunStepsOptions,
): Promise<readonly Finding[]> {
  const timeIsUp = AbortSignal.timeout(limitMs);
  const findings: Finding[] = [];
  let facts: Partial<Facts> = {};
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      const result = await runStep(step, { examination, facts, signal, timeIsUp });
      facts = { ...facts, ...result.facts };
      const finding = withDoubt(result.finding, stalls.takeLongestMs());
      findings.push(finding);
      report(finding);
    }
  } finally {
    stalls.stop();
  }
  return findings;
}

/** Adds a note to a failure that may only be due to this process's own lack of CPU or memory. */
function withDoubt(finding: Finding, stalledMs: number): Finding {
  if (finding.mark !== 'failed' || stalledMs < STALLED_MS) return finding;
  const doubt = `doctor could not run for ${Math.round(stalledMs / 1_000)} s, for lack of CPU or memory`;
  const next = 'run it outside this container, or raise its limits';
  return { ...finding, notes: [...finding.notes, `next:  do not trust this: ${doubt}; ${next}`] };
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
    const next = 'try again; if it happens again, check that the VPN is up and answers';
    return { finding: failed(step.failure, { cause, next }) };
  }
}
