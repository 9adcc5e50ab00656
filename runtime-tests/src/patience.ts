/**
 * How long a call may take, in milliseconds: short where the case waits for the timeout, and longer
 * than any busy machine needs everywhere else.
 */
export function patience(code = ''): number {
  return code.endsWith('_TIMEOUT') ? 300 : 15_000;
}
