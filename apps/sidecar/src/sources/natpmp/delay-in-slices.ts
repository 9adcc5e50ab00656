import type { Clock } from '@portkeep/port-lease';

const SLICE_MS = 5_000;

/**
 * A wait that may take minutes, in slices: `/healthz` treats a clock that does not tick as a stuck
 * loop.
 */
export async function delayInSlices(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const end = clock.monotonic() + ms;
  for (let left = ms; left > 0; left = end - clock.monotonic()) {
    await clock.delay(Math.min(left, SLICE_MS), signal);
  }
}
