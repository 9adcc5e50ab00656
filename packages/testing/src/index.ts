/**
 * What the tests of several packages need.
 *
 * @module
 */
export { asUser } from './as-user.ts';
export { caughtBy } from './caught-by.ts';
export { Dice } from './dice.ts';
export { networkFailure } from './network-failure.ts';
export { rejection } from './rejection.ts';
export { seededRandom } from './seeded-random.ts';
export { temporaryFolder } from './temporary-folder.ts';
