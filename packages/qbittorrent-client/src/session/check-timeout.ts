/** The longest that `setTimeout` can wait; more, or what is no number, it takes for 1 ms. */
export const LONGEST_MS = 2_147_483_647;

/**
 * @param timeoutMs A time limit.
 * @returns The same.
 * @throws {TypeError} When it is not from 1 to 2147483647: a timer would take it for 1 ms.
 */
export function checkTimeout(timeoutMs: number): number {
  if (timeoutMs >= 1 && timeoutMs <= LONGEST_MS) return timeoutMs;
  throw new TypeError('Cannot use "timeoutMs": give milliseconds from 1 to 2147483647');
}
