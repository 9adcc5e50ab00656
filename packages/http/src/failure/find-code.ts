/** Deep enough for every HTTP client, and an end for a chain that leads back to its start. */
const MAX_DEPTH = 8;

/** Codes of errors that merely wrap the one that says why. */
const WRAPPER = /^(UND_ERR_SOCKET|ERR_INVALID_STATE)$/;

/**
 * The code that says most about why an exchange failed, from an error and its chain of causes.
 *
 * @param error What an HTTP client rejected with.
 * @returns A name in ASCII letters, digits and `_`, so that nothing secret can be in it; `undefined`
 * where there is none.
 */
export function findCode(error: unknown): string | undefined {
  const codes = causesOf(error)
    .map(({ code }) => code)
    .filter((code) => typeof code === 'string')
    .filter((code) => /^[A-Za-z]\w{2,47}$/.test(code));
  return codes.find((code) => !WRAPPER.test(code)) ?? codes[0];
}

/** One error of a chain, as far as anything is known about it. */
interface Cause {
  readonly code?: unknown;
  readonly message?: unknown;
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
