import type { PortMapping } from '@portkeep/natpmp-client/core';

/** The API asks the gateway once and waits 250 ms for it; the rest is for its other work and the way. */
const WORK_MS = 5_000;

/**
 * How much of the time to an answer a request must have waited before the API worked on it: an API that
 * many sidecars ask serves them one by one, and the mapping begins when it is a request's turn. Counted from
 * before the request, it would seem to lapse while it is there.
 *
 * An API that reports what the gateway granted may have repeated its question, after the mapping began.
 */
export function queuedMs({ grantedSeconds }: PortMapping, tookMs: number): number {
  return grantedSeconds === undefined ? Math.max(0, tookMs - WORK_MS) : 0;
}
