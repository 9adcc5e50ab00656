/**
 * Errors that say what to do next.
 *
 * @module
 */
export { adviceOf, problemOf } from './advice-of.ts';
export type { Advised } from './advised.ts';
export { AdvisedError } from './advised-error.ts';
