import {
  explainError,
  type Finding,
  failed,
  passed,
  skipped,
  warned,
} from '@portkeep/app-host/doctor';
import { isPiaError } from '@portkeep/pia-client/core';
import { isRefusedLogin, LoginWaitError, remainingWaitMs } from '@portkeep/pia-lease';
import { HEADLINES, loginHeadline } from '../../headline.ts';
import { ConnectionError } from '../connection-error.ts';
import type { PiaOwnership } from '../pia-examination.ts';
import type { Step, StepResult } from '../step.ts';

const REACH_MS = 5_000;
const TITLE = 'PIA login';

/** Does the login service answer, and is there a token or a way to get one? */
export const login: Step = {
  title: TITLE,
  failure: HEADLINES.loginFailed,
  limitMs: 40_000,
  async check({ examination: { values, surroundings, ownership }, facts, signal }) {
    if (!facts.resolved) return { finding: skipped(TITLE, 'its host has no address') };
    const { tokenUrl: url } = values;
    try {
      await surroundings.reachHost(url, { timeoutMs: REACH_MS, signal });
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      return { finding: failed(HEADLINES.offline, explainError(error)) };
    }
    if (ownership.kind === 'unusable') {
      const cause = 'the state file cannot be kept, and with it the token would be lost';
      const next = 'fix the state file first, see below';
      return { finding: warned('PIA login: not tried', { cause, next }) };
    }
    try {
      return ownership.kind === 'own'
        ? await logInOnce(ownership, signal)
        : await lookOnly(ownership);
    } catch (error) {
      signal.throwIfAborted();
      return { finding: loginFinding(error, remaining(ownership, surroundings.now())) };
    }
  },
};

async function logInOnce(
  { tokens, state }: Extract<PiaOwnership, { kind: 'own' }>,
  signal: AbortSignal,
): Promise<StepResult> {
  const before = state.current.token?.obtained_at;
  await tokens.getToken(signal);
  const saved = before !== undefined && before === state.current.token?.obtained_at;
  const finding = saved
    ? passed(`PIA login: not needed, the token of ${before.slice(0, 16)}Z is still good`)
    : passed('PIA login: accepted, the token is saved for the daemon');
  return { finding, facts: { tokenAtHand: true } };
}

async function lookOnly({
  tokens,
}: Extract<PiaOwnership, { kind: 'foreign' }>): Promise<StepResult> {
  await tokens.assertAvailable();
  return { finding: passed('PIA login: the service answers, logging in is left to the daemon') };
}

function remaining(ownership: PiaOwnership, now: number): number {
  if (ownership.kind === 'unusable') return 0;
  const wait = ownership.state.current.login_not_before;
  return wait === undefined ? 0 : remainingWaitMs(wait, now);
}

/** Says what a failed login means, and how long the next one has to wait. */
export function loginFinding(error: unknown, waitMs: number): Finding {
  const { cause, next } = explainError(error);
  const refused = isRefusedLogin(error);
  const more: string[] = [];
  const wasSent = isPiaError(error) ? error.maybeSent : error instanceof LoginWaitError;
  if (waitMs > 0 && (refused || wasSent)) {
    const minutes = Math.ceil(waitMs / 60_000);
    more.push(
      `the next login is tried in ${minutes} min, at once when PIA_USER or PIA_PASS changed`,
    );
  }
  if (isPiaError(error) && error.code === 'PIA_CREDENTIALS_REJECTED') {
    more.push('after the password was changed at PIA, the old one fails everywhere');
  }
  if (isPiaError(error) && error.code === 'PIA_RATE_LIMITED') {
    more.push('check that no other program logs in to this account in a loop');
  }
  if (error instanceof LoginWaitError && error.code === 'PIA_CREDENTIALS_REJECTED') {
    more.push('PIA_USER looks like p1234567; a space or line break at the end is refused');
  }
  return failed(loginHeadline(error), { cause, next: [next, more].flat() });
}
