import { variablesVerdict } from '@portkeep/app-host/doctor';
import type { Step } from '../step.ts';

/** Do the variables say what they seem to say? What cannot be used has ended doctor before. */
export const environment: Step = {
  title: 'Variables',
  failure: 'The variables cannot be used',
  limitMs: 1_000,
  async check({ examination: { warnings } }) {
    return { finding: variablesVerdict(warnings) };
  },
};
