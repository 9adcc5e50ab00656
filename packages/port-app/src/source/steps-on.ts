import type { Step } from '@portkeep/app-host/doctor';
import type { PortFacts } from './source-kind.ts';

/** The steps of a source with what they examine, so that doctor need not know it. */
export function stepsOn<Examination, Facts extends PortFacts>(
  examination: Examination,
  steps: readonly Step<Examination, Facts>[],
): readonly Step<unknown, Facts>[] {
  return steps.map((step) => ({
    ...step,
    check: ({ facts, signal }) => step.check({ examination, facts, signal }),
  }));
}
