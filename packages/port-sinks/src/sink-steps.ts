import type { Values } from '@portkeep/app-host';
import { type Step, type StepInput, skipped } from '@portkeep/app-host/doctor';
import type { SinkKind, SinkSituation } from './sink-kind.ts';
import type { EntriesOf, VariablesOf } from './sinks-together.ts';

/** What a step for a sink examines: the variables, and what doctor knows by then. */
export interface SinkOutlook<K extends readonly SinkKind[]> extends SinkSituation<EntriesOf<K>> {
  readonly values: Values<VariablesOf<K>>;
}

/** Doctor's steps for the sinks, one for each kind that has something to examine. */
export function sinkSteps<const K extends readonly SinkKind[], Examination, Facts>(
  kinds: K,
  outlookOf: (input: StepInput<Examination, Facts>) => SinkOutlook<K>,
): readonly Step<Examination, Facts>[] {
  return kinds.flatMap((kind) => {
    if (kind.examination === undefined) return [];
    const { unset, ...step } = kind.examination;
    const check: Step<Examination, Facts>['check'] = async (input) => {
      const { values, ...situation } = outlookOf(input);
      const finding = await kind.configured(values)?.examine?.(situation, input.signal);
      return { finding: finding ?? skipped(step.title, unset) };
    };
    return [{ ...step, check }];
  });
}
