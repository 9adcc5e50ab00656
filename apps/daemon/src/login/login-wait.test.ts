import { PiaError } from '@portkeep/pia-client/core';
import { expect, test } from 'vitest';
import {
  forbidsAnotherLogin,
  isRefusedLogin,
  LoginWaitError,
  remainingWaitMs,
  waitAfterRefusal,
} from './login-wait.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');

test('a refused login waits 15 minutes, or longer when the server asked for it, at most a day', () => {
  const wait = (seconds?: number) =>
    waitAfterRefusal(
      new PiaError('PIA_RATE_LIMITED', 'x', 'wait', { retryAfterSeconds: seconds }),
      'h',
      NOW,
    ).wait_seconds;
  expect(wait()).toBe(900);
  expect(wait(60)).toBe(900);
  expect(wait(3600)).toBe(3600);
  expect(wait(10_000_000)).toBe(86_400);
});

test('a clock that was set back does not make the wait longer than it was', () => {
  const wait = waitAfterRefusal(new PiaError('PIA_RATE_LIMITED', 'x', 'wait'), 'h', NOW);
  expect(remainingWaitMs(wait, NOW)).toBe(900_000);
  expect(remainingWaitMs(wait, NOW + 899_000)).toBe(1_000);
  expect(remainingWaitMs(wait, NOW + 900_000)).toBe(0);
  expect(remainingWaitMs(wait, NOW - 86_400_000 * 365)).toBe(900_000);
});

test('only refusals are waited out: a network failure or a broken server may be tried again soon', () => {
  for (const code of [
    'PIA_CREDENTIALS_REJECTED',
    'PIA_SUBSCRIPTION_EXPIRED',
    'PIA_RATE_LIMITED',
    'PIA_BLOCKED',
  ] as const) {
    expect(isRefusedLogin(new PiaError(code, 'x', 'wait'))).toBe(true);
  }
  for (const code of ['PIA_TIMEOUT', 'PIA_UNREACHABLE', 'PIA_SERVER_ERROR'] as const) {
    expect(isRefusedLogin(new PiaError(code, 'x', 'wait'))).toBe(false);
  }
});

test.each([
  [400, true],
  [401, true],
  [423, true],
  [404, false],
  [408, false],
  [200, false],
  [503, false],
])(
  'after an unknown answer with status %i another login at once is forbidden: %s',
  (status, is) => {
    const error = new PiaError('PIA_UNEXPECTED_RESPONSE', 'x', 'wait', { status });
    expect(forbidsAnotherLogin(error)).toBe(is);
  },
);

test('the wait says until when and what to do', () => {
  const wait = waitAfterRefusal(new PiaError('PIA_CREDENTIALS_REJECTED', 'x', 'wait'), 'h', NOW);
  const error = new LoginWaitError(wait, NOW + 900_000);
  expect(error.code).toBe('PIA_CREDENTIALS_REJECTED');
  expect(error.message).toContain('2026-01-14T19:45:00Z');
  expect(error.message).toContain('PIA_PASS');
});
