import { adviceOf, problemOf } from '@portkeep/app-host';
import { describe, expect, test } from 'vitest';
import { NetworkChangedError } from '../src/claim/network-change.ts';
import { PortNotAcceptedError } from '../src/claim/port-not-accepted-error.ts';
import { LoginWaitError } from '../src/login/login-wait-error.ts';

const wait = { at: '2026-01-14T19:45:00Z', wait_seconds: 900, credentials: 'x' };

const ERRORS = [
  new NetworkChangedError(),
  new PortNotAcceptedError(40_001),
  ...['PIA_CREDENTIALS_REJECTED', 'PIA_SUBSCRIPTION_EXPIRED', 'PIA_RATE_LIMITED', 'PIA_BLOCKED']
    .concat('PIA_UNEXPECTED_RESPONSE', 'PIA_TIMEOUT', 'PIA_SERVER_ERROR')
    .map((reason) => new LoginWaitError({ ...wait, reason }, 0)),
];

describe.each(ERRORS.map((error) => [error.message, error] as const))('"%s"', (_, error) => {
  test('each error consists of a problem and the advice', () => {
    expect(error.advice).toMatch(/^(PIA|[a-z]).*[^.;]$/);
    expect(adviceOf(error)).toBe(error.advice);
    expect(error.message).toBe(`${problemOf(error)}; ${error.advice}`);
  });
});
