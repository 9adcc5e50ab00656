/** Options of {@linkcode secondsLadder}. */
export interface LadderOptions {
  /**
   * Fraction by which a step is randomly made longer or shorter, 0 to 1.
   *
   * @default {0.1}
   */
  readonly jitter?: number | undefined;
  /** Source of randomness, 0 <= x < 1. @default {Math.random} */
  readonly random?: (() => number) | undefined;
}

/**
 * A backoff that climbs the given steps and stays on the last one.
 *
 * @param steps seconds; at least one, none negative.
 * @returns milliseconds for an attempt number (1 = the first step).
 * @throws {RangeError} when `steps` is empty or holds anything but non-negative seconds.
 *
 * @example
 * ```ts
 * import { secondsLadder } from '@portkeep/port-lease';
 *
 * const backoff = secondsLadder([5, 10, 20, 40, 60], { jitter: 0 });
 * if (backoff(1) !== 5_000 || backoff(99) !== 60_000) throw new Error('a wrong step');
 * ```
 */
export function secondsLadder(
  steps: readonly number[],
  options: LadderOptions = {},
): (attempt: number) => number {
  const { jitter = 0.1, random = Math.random } = options;
  if (steps.length === 0 || !steps.every((step) => step >= 0)) {
    throw new RangeError('Cannot build a backoff ladder: give at least one step, in seconds');
  }
  const last = steps.length - 1;
  return (attempt) => {
    const seconds = steps[Math.max(0, Math.min(attempt - 1, last))] ?? 0;
    return seconds * 1000 * (1 + jitter * (2 * random() - 1));
  };
}
