/** The most that `setTimeout` can wait; with more, as with `Infinity`, it fires at once. */
const LONGEST_MS = 2_147_483_647;

/**
 * Lets a time limit through that a timer can keep.
 *
 * @throws {TypeError} For every other number.
 */
export function checkTimeout(timeoutMs: number): number {
  if (timeoutMs >= 1 && timeoutMs <= LONGEST_MS) return timeoutMs;
  throw new TypeError(`Cannot use "timeoutMs": give milliseconds from 1 to ${LONGEST_MS}`);
}
