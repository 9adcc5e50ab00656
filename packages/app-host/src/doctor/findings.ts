/**
 * What one step of `doctor` found out, in words: for what is loaded later than the rest.
 *
 * @module
 */
export { explainError } from './explain-error.ts';
export { type Explanation, type Finding, failed, passed, skipped, warned } from './finding.ts';
