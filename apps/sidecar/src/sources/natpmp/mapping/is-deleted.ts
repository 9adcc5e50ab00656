import { isNatPmpError } from '@portkeep/natpmp-client/core';

/**
 * Whether the API reports that the mapping no longer exists (its maximum duration is 0, or the
 * gateway granted a lifetime of 0): these are the only failures with a success status that leave no
 * doubt.
 */
export function isDeleted(error: unknown): boolean {
  if (!isNatPmpError(error) || error.code !== 'NATPMP_UNEXPECTED_RESPONSE') return false;
  return error.status === 200 && !error.ambiguous;
}
