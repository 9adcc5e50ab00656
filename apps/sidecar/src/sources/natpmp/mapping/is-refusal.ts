import { isNatPmpError } from '@portkeep/natpmp-client/core';

/** Whether the API rejects the request as it is (4xx), or it could not even be sent. */
export function isRefusal(error: unknown): boolean {
  if (!isNatPmpError(error)) return false;
  const { status, code } = error;
  if (status !== undefined) return status >= 400 && status < 500;
  return code === 'NATPMP_UNAUTHORIZED' || code === 'NATPMP_BAD_REQUEST';
}
