import { adviceOf, problemOf } from '../errors/advice-of.ts';
import type { Explanation } from './finding.ts';

/** The error's own words: its problem as the cause, its advice as the next step. */
export function explainError(error: unknown): Explanation {
  return { cause: problemOf(error), next: adviceOf(error) ?? [] };
}
