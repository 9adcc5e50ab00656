/**
 * How long a call may take, in milliseconds: short where the time-out is what the case waits for,
 * longer than any busy machine needs everywhere else.
 */
export function patience(code = ''): number {
  return code.endsWith('_TIMEOUT') ? 300 : 15_000;
}
