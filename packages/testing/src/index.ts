/**
 * What the tests of several packages need.
 *
 * @module
 */
export { asUser } from './as-user.ts';
export { Dice } from './dice.ts';
export { seededRandom } from './seeded-random.ts';
