/** A time in whole seconds, UTC: `2026-01-14T19:30:00Z`. */
export function isoSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** {@linkcode isoSeconds}, or `null` for a time that is unknown or infinite. */
export function isoOrNull(epochMs: number | undefined): string | null {
  return epochMs === undefined || !Number.isFinite(epochMs) ? null : isoSeconds(epochMs);
}
