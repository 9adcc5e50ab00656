/** PIA drops a port 15 minutes after its last bind. */
export const BINDING_MS = 900_000;
const EARLIEST = 0.13;
const LATEST = 0.07;

/**
 * When a bind that started at `startedAt` is renewed and when it lapses, both in epoch ms.
 *
 * Renewals come 7 to 13 % before the interval is over, so that the daemons behind one gateway do
 * not bind in step, and so that there is time for retries even at the longest interval.
 */
export function bindTimes(
  startedAt: number,
  intervalSeconds: number,
  random: () => number,
): { readonly renewAt: number; readonly expiresAt: number } {
  const early = LATEST + random() * (EARLIEST - LATEST);
  return {
    renewAt: startedAt + intervalSeconds * 1000 * (1 - early),
    expiresAt: startedAt + BINDING_MS,
  };
}
