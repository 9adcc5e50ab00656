import { AdvisedError } from '@portkeep/app-host';
import { isPiaError } from '@portkeep/pia-client/core';
import type { LoginWait } from '../state/pia-state.ts';

const REFUSALS: ReadonlySet<string> = new Set([
  'PIA_CREDENTIALS_REJECTED',
  'PIA_SUBSCRIPTION_EXPIRED',
  'PIA_RATE_LIMITED',
  'PIA_BLOCKED',
]);

type Meaning = readonly [problem: string, advice: string];
const REFUSED = 'an earlier login was refused';

/** By the reason for the wait: what happened to the earlier login, and what to do. */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [
    'PIA_CREDENTIALS_REJECTED',
    [REFUSED, 'check PIA_USER and PIA_PASS (p####### and its password)'],
  ],
  ['PIA_SUBSCRIPTION_EXPIRED', [REFUSED, 'renew the PIA subscription']],
  ['PIA_RATE_LIMITED', [REFUSED, 'PIA limits logins; wait, and do not restart in a loop']],
  ['PIA_BLOCKED', [REFUSED, 'PIA blocks this exit address; another VPN server may help']],
  [
    'PIA_TIMEOUT',
    [
      'an earlier login was sent and got no answer',
      'wait, it may have counted, and too many logins lock the account',
    ],
  ],
  [
    'PIA_SERVER_ERROR',
    ["PIA's login service failed", 'wait, only PIA can fix it; it is tried again automatically'],
  ],
]);
const UNKNOWN: Meaning = [
  'an earlier login was not answered with a token',
  'wait, too many logins lock the account; see the log for the answer',
];

/** An earlier login gave no token, and the next one has to wait. */
export class LoginWaitError extends AdvisedError {
  override readonly name = 'LoginWaitError';
  /** The code of the failure behind the wait. */
  readonly code: string;
  readonly retryAt: number;

  constructor(wait: LoginWait, retryAt: number) {
    const time = new Date(retryAt).toISOString().replace(/\.\d+Z$/, 'Z');
    const [problem, advice] = MEANINGS.get(wait.reason) ?? UNKNOWN;
    super(`Cannot log in to PIA before ${time}: ${problem}`, advice);
    this.code = wait.reason;
    this.retryAt = retryAt;
  }
}

/** Whether PIA answered the login with a refusal, after which repeating it may lock the account. */
export function isRefusedLogin(error: unknown): boolean {
  return (isPiaError(error) || error instanceof LoginWaitError) && REFUSALS.has(error.code);
}
