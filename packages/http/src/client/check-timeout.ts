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
  if (typeof timeoutMs === 'number' && timeoutMs >= 1 && timeoutMs <= LONGEST_TIMEOUT_MS) {
    return timeoutMs;
  }
  throw new TypeError(`Cannot use "timeoutMs": give milliseconds from 1 to ${LONGEST_TIMEOUT_MS}`);
}
