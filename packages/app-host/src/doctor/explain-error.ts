import { adviceOf, problemOf } from '../errors/advice-of.ts';
import type { Explanation } from './finding.ts';

/** Explains an error in its own words: its problem is the cause, its advice the next step. */
export function explainError(error: unknown): Explanation {
  return { cause: problemOf(error), next: adviceOf(error) ?? [] };
}
