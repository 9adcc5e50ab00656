import { checkNumber, LONGEST_TIMEOUT_MS } from '@portkeep/http/client';

/** Refuses a pause between two questions that a timer would treat as almost none. */
export function checkInterval(intervalMs: number): void {
  checkNumber('intervalMs', intervalMs, { of: 'milliseconds', from: 0, to: LONGEST_TIMEOUT_MS });
}
