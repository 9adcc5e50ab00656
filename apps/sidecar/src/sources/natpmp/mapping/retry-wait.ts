/** How failed tries are repeated. */
export interface RetrySettings {
  /** `REFRESH_INTERVAL`. */
  readonly refreshMs: number;
  /** What `MAX_RETRIES` and `RETRY_DELAY` ask for; without it the sidecar uses its own plan. */
  readonly retries?: { readonly count: number; readonly delayMs: number } | undefined;
}

/** A try that has just failed. */
export interface FailedTry {
  /** Failed tries in a row, this one included. */
  readonly failures: number;
  /** How many of them are in the present cycle. */
  readonly triesInCycle: number;
  /** Until the mapping lapses; 0 when it has, or when there never was one. */
  readonly leftMs: number;
  /** Until the end of the cycle of `REFRESH_INTERVAL` in which it was tried. */
  readonly cycleLeftMs: number;
  /** The API rejects the request: trying again soon could not help. */
  readonly refused: boolean;
  /** The gateway may deny this port, and could then serve no other client while it looks for a free one. */
  readonly deniable: boolean;
  /** How long the API asked to wait, `Retry-After`. */
  readonly retryAfterMs: number;
}

const STEPS_MS = [1_000, 2_000, 4_000, 8_000] as const;
const LONGEST_STEP_MS = 8_000;
const AFTER_LOSS_MS = 10_000;
/** How long before the mapping lapses the last try begins: the API takes 250 ms for each. */
const LAST_CHANCE_MS = 1_000;
const WORTH_A_TRY_MS = 500;
/** A denied port kept miniupnpd 2.3.1 busy for up to 171 s. */
const DENIABLE_MS = 180_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * How long to wait after a failed try, in milliseconds.
 *
 * The API tries once for 250 ms and gives no reasons, and a second request makes no second mapping:
 * so the first retries come quickly, with a last chance just before the mapping lapses.
 *
 * @param random 0 <= x < 1; makes a wait of the sidecar's own up to a tenth shorter.
 */
export function retryWait(
  { refreshMs, retries }: RetrySettings,
  failed: FailedTry,
  random: () => number,
): number {
  if (failed.refused) {
    return Math.max(refreshMs, Math.min(failed.retryAfterMs, LONGEST_RETRY_AFTER_MS));
  }
  if (failed.deniable) return Math.max(refreshMs, DENIABLE_MS);
  if (retries !== undefined) {
    return failed.triesInCycle <= retries.count ? retries.delayMs : Math.max(0, failed.cycleLeftMs);
  }
  const share = 1 - 0.1 * random();
  const { leftMs } = failed;
  if (leftMs <= 0) return Math.min(refreshMs, AFTER_LOSS_MS) * share;
  const step = STEPS_MS[failed.failures - 1] ?? LONGEST_STEP_MS;
  const wait = Math.min(step, refreshMs) * share;
  const toLastChance = leftMs - LAST_CHANCE_MS;
  return wait > toLastChance && toLastChance >= WORTH_A_TRY_MS ? toLastChance : wait;
}
