import { AdvisedError } from '@portkeep/app-host';
import { isPiaError, type PiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import type { LoginWait } from '../state/daemon-state.ts';

const QUARTER_HOUR_SECONDS = 900;
/** No server may silence the daemon for longer than a day. */
const LONGEST_SECONDS = 86_400;

const REFUSALS: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_CREDENTIALS_REJECTED',
  'PIA_SUBSCRIPTION_EXPIRED',
  'PIA_RATE_LIMITED',
  'PIA_BLOCKED',
]);

const ADVICE: Partial<Record<string, string>> = {
  PIA_CREDENTIALS_REJECTED: 'check PIA_USER and PIA_PASS (p####### and its password)',
  PIA_SUBSCRIPTION_EXPIRED: 'renew the PIA subscription',
  PIA_RATE_LIMITED: 'PIA limits logins; wait, and do not restart in a loop',
  PIA_BLOCKED: 'PIA blocks this exit address; another VPN server may help',
};

/** Whether PIA answered the login with a refusal, after which repeating it may lock the account. */
export function isRefusedLogin(error: unknown): boolean {
  return (isPiaError(error) && REFUSALS.has(error.code)) || error instanceof LoginWaitError;
}

/**
 * Whether a login that was answered so must not be repeated soon. A status that PIA has not been seen
 * to give may be its new word for a locked account; 404 and 408 come from what stands before it.
 */
export function forbidsAnotherLogin(error: PiaError): boolean {
  const { status = 0 } = error;
  return (
    isRefusedLogin(error) || (status >= 400 && status < 500 && status !== 404 && status !== 408)
  );
}

/** At least 15 minutes, or what the server asked for. */
export function waitAfterRefusal(error: PiaError, credentials: string, now: number): LoginWait {
  const asked = Math.min(error.retryAfterSeconds ?? 0, LONGEST_SECONDS);
  const seconds = Math.max(asked, QUARTER_HOUR_SECONDS);
  return {
    at: new Date(now + seconds * 1000).toISOString(),
    wait_seconds: seconds,
    reason: error.code,
    credentials,
  };
}

/** Never longer than the wait was when it began: the clock may have been set back since. */
export function remainingWaitMs(wait: LoginWait, now: number): number {
  return Math.max(0, Math.min(Date.parse(wait.at) - now, wait.wait_seconds * 1000));
}

/** An earlier login was refused; the next one has to wait. */
export class LoginWaitError extends AdvisedError {
  override readonly name = 'LoginWaitError';
  /** The code of the refusal that is waited out. */
  readonly code: string;
  readonly retryAt: number;

  constructor(wait: LoginWait, retryAt: number) {
    const time = new Date(retryAt).toISOString().replace(/\.\d+Z$/, 'Z');
    const problem = `Cannot log in to PIA before ${time}: an earlier login was refused`;
    super(problem, ADVICE[wait.reason] ?? 'see the log');
    this.code = wait.reason;
    this.retryAt = retryAt;
  }
}
