import { checkNumber } from './check-number.ts';

/** The longest that `setTimeout` can wait, in milliseconds; a longer timer fires at once. */
export const LONGEST_TIMEOUT_MS = 2_147_483_647;

/**
 * Checks a time limit.
 *
 * @param timeoutMs Milliseconds.
 * @returns The same.
 * @throws {TypeError} When it is not a number from 1 to 2147483647.
 */
export function checkTimeout(timeoutMs: number): number {
  return checkNumber('timeoutMs', timeoutMs, {
    of: 'milliseconds',
    from: 1,
    to: LONGEST_TIMEOUT_MS,
  });
}
