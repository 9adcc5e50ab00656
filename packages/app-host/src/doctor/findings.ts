/**
 * The findings of the steps of `doctor`, for code that is loaded later than the rest.
 *
 * @module
 */
export { explainError } from './explain-error.ts';
export { type Explanation, type Finding, failed, passed, skipped, warned } from './finding.ts';
