import { hookVerdict } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

/** Can the command be started that is told the port? */
export const hook: Step = {
  title: 'Hook',
  failure: 'The hook cannot be started',
  limitMs: 5_000,
  async check({ examination: { values } }) {
    return { finding: hookVerdict(values.onPortChange) };
  },
};
