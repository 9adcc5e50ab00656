import { passed, warned } from './finding.ts';
import type { Step } from './step.ts';

/** What the step examines. */
interface VariablesExamination {
  /** What looks wrong in the environment; each warning names its variable. */
  readonly warnings: readonly string[];
}

/** Reports misleading variables. Invalid values have already ended doctor. */
export const variablesStep: Step<VariablesExamination, Record<never, never>> = {
  title: 'Variables',
  failure: 'The variables cannot be used',
  limitMs: 1_000,
  async check({ examination: { warnings } }) {
    if (warnings.length === 0) return { finding: passed('The variables have the right form') };
    const next = 'look at each of these variables; a restart is needed after a change';
    return { finding: warned('The variables look wrong', { cause: warnings, next }) };
  },
};
