import type { PiaError } from '@portkeep/pia-client/core';
import type { LoginWait } from '../state/pia-state.ts';

/** Seconds to wait after a login that was sent and gave no token; the last value repeats. */
const QUARTER_HOUR = [900];
const AFTER_NO_ANSWER = [60, 300, 900];
const AFTER_SERVER_ERROR = [5, 10, 20, 40, 60];
/** Between two logins to replace a refused token; the first comes at once. */
const AFTER_REFUSED_TOKEN = [900, 3_600, 21_600, 82_800];

/** No server may silence the daemon for longer than a day. */
const LONGEST_SECONDS = 86_400;
const NO_ANSWER = 'PIA_TIMEOUT';

/** What a wait is calculated from. */
export interface WaitOrigin {
  /** The wait before this one, over or not. */
  readonly previous: LoginWait | undefined;
  /** Fingerprint of the credentials: others need not wait. */
  readonly credentials: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** @default {Math.random} */
  readonly random?: (() => number) | undefined;
}

/**
 * The wait after a failed login; `undefined` where PIA cannot have received it, so that it does not
 * count and may be repeated. Every other login counts, even one whose answer is meaningless.
 */
export function waitAfterFailure(error: PiaError, origin: WaitOrigin): LoginWait | undefined {
  if (!error.maybeSent) return undefined;
  if (error.code === NO_ANSWER) return waitWithoutAnswer(origin);
  const { code, retryAfterSeconds } = error;
  if (code !== 'PIA_SERVER_ERROR') return nextWait(code, QUARTER_HOUR, origin, retryAfterSeconds);
  const { random = Math.random } = origin;
  const spread = 0.9 + 0.2 * random();
  const steps = AFTER_SERVER_ERROR.map((seconds) => seconds * spread);
  return nextWait(code, steps, origin, retryAfterSeconds);
}

/** The wait after a login that was sent and whose outcome is unknown. */
export function waitWithoutAnswer(origin: WaitOrigin): LoginWait {
  return nextWait(NO_ANSWER, AFTER_NO_ANSWER, origin);
}

/** The wait before a login to replace a token that was refused too. */
export function waitAfterRefusedToken(origin: WaitOrigin): LoginWait {
  return nextWait('PIA_TOKEN_REJECTED', AFTER_REFUSED_TOKEN, origin);
}

function nextWait(
  reason: string,
  steps: readonly number[],
  { previous, credentials, now }: WaitOrigin,
  askedSeconds = 0,
): LoginWait {
  const again = previous?.reason === reason && previous.credentials === credentials;
  const count = again ? (previous.count ?? 1) + 1 : 1;
  const step = steps[Math.min(count, steps.length) - 1] ?? LONGEST_SECONDS;
  const seconds = Math.max(step, Math.min(askedSeconds, LONGEST_SECONDS));
  const at = new Date(now + seconds * 1000).toISOString();
  return { at, wait_seconds: seconds, reason, credentials, count };
}

/** Never longer than the wait was at the start: the clock may have been set back since. */
export function remainingWaitMs(wait: LoginWait, now: number): number {
  return Math.max(0, Math.min(Date.parse(wait.at) - now, wait.wait_seconds * 1000));
}
