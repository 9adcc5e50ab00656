/**
 * How long to wait before the next try, in milliseconds.
 *
 * @param attempt the step of the backoff, 1 for the first failure in a row.
 * @param error what the failed attempt rejected with.
 */
export type Backoff = (attempt: number, error: unknown) => number;
