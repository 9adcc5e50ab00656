import { checkWritable, UnwritableError } from './check-writable.ts';
import { explainError } from './explain-error.ts';
import { type Explanation, type Finding, failed, passed, warned } from './finding.ts';

/** The result for one file; neither is set if it can be written as it should. */
export interface FileOutcome {
  readonly problem?: unknown;
  readonly warning?: Explanation | undefined;
}

/** Checks whether one file could be written. */
export async function fileOutcome(path: string): Promise<FileOutcome> {
  try {
    return { warning: await checkWritable(path) };
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    return { problem: error };
  }
}

/** Summarises the results for the files. */
export function filesFinding(paths: readonly string[], outcomes: readonly FileOutcome[]): Finding {
  const problems = outcomes.flatMap(({ problem }) =>
    problem === undefined ? [] : [explainError(problem)],
  );
  if (problems.length > 0) return failed('The files cannot be written', together(problems));
  const warnings = outcomes.flatMap(({ warning }) => (warning === undefined ? [] : [warning]));
  const headline = `Files: ${paths.join(', ')} can be written`;
  return warnings.length > 0 ? warned(headline, together(warnings)) : passed(headline);
}

function together(explanations: readonly Explanation[]): Explanation {
  return {
    cause: [...new Set(explanations.flatMap(({ cause }) => cause))],
    next: [...new Set(explanations.flatMap(({ next }) => next))],
  };
}
