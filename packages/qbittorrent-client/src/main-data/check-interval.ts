import { checkNumber, LONGEST_TIMEOUT_MS } from '@portkeep/http/client';

/** Refuses a pause between two requests that a timer would treat as almost zero. */
export function checkInterval(intervalMs: number): void {
  checkNumber('intervalMs', intervalMs, { of: 'milliseconds', from: 0, to: LONGEST_TIMEOUT_MS });
}
