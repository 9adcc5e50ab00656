import { isNatPmpError } from '@portkeep/natpmp-client/core';

/**
 * Whether the API reports that there is no mapping any more (its maximum duration is 0, or the
 * gateway granted a lifetime of 0): of all failures with a success status the only ones that leave no
 * doubt.
 */
export function isDeleted(error: unknown): boolean {
  if (!isNatPmpError(error) || error.code !== 'NATPMP_UNEXPECTED_RESPONSE') return false;
  return error.status === 200 && !error.ambiguous;
}
