import type { PortMapping } from '@portkeep/natpmp-client/core';

/**
 * The API asks the gateway once and waits 250 ms for it; the rest is for its other work and the
 * network.
 */
const WORK_MS = 5_000;

/**
 * How long a request must have waited, out of the time until its answer, before the API worked on
 * it: an API with many sidecars serves them one by one, and the mapping begins when it is the
 * request's turn. Counted from before the request, the mapping would seem to lapse while it still
 * exists.
 *
 * An API that reports what the gateway granted may have repeated its question, after the mapping
 * began.
 */
export function queuedMs({ grantedSeconds }: PortMapping, tookMs: number): number {
  return grantedSeconds === undefined ? Math.max(0, tookMs - WORK_MS) : 0;
}
