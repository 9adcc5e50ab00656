const DAY_MS = 86_400_000;
/** Only a key that PIA has forgotten ends a tunnel, and that shows by the traffic alone. */
const NEVER_MS = 10 * 365 * DAY_MS;

/** When a tunnel is renewed, and that it does not expire; the times of a lease have to be finite. */
export function tunnelTimes(
  since: number,
  renewAfterMs: number | 'off',
  now: number,
): { readonly renewAt: number; readonly expiresAt: number } {
  const expiresAt = Math.max(since, now) + NEVER_MS;
  // The clock may have been set back since.
  const due = renewAfterMs === 'off' ? expiresAt : Math.min(since, now) + renewAfterMs;
  // One that was taken over after it was due is renewed soon, not at once.
  return { renewAt: Math.max(due, now + 1_000), expiresAt };
}
