/**
 * What the tests of several packages need.
 *
 * @module
 */
export { asUser } from './as-user.ts';
