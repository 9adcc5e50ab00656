/** Deep enough for every HTTP client; ends a chain that leads back to its start. */
const MAX_DEPTH = 8;

/** What is known about one error of a chain. */
interface Cause {
  readonly code?: unknown;
  readonly message?: unknown;
  /** What Node.js was doing, e.g. `connect`. */
  readonly syscall?: unknown;
  readonly cause?: unknown;
}

/**
 * An error and its causes.
 *
 * @param error Anything that was thrown.
 * @returns The error first, its root cause last.
 */
export function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && causes.length < MAX_DEPTH) {
    const cause: Cause = next;
    causes.push(cause);
    next = cause.cause;
  }
  return causes;
}
