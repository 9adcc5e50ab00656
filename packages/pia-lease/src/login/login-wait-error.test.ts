import { PiaError } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import { isRefusedLogin, LoginWaitError } from './login-wait-error.ts';

const UNTIL = Date.parse('2026-01-14T19:45:00Z');
const errorFor = (reason: string) =>
  new LoginWaitError({ at: '', wait_seconds: 900, reason, credentials: 'h' }, UNTIL);

test('the error for a login that has to wait says until when, and what to do', () => {
  const error = errorFor('PIA_CREDENTIALS_REJECTED');
  expect(error).toMatchObject({ code: 'PIA_CREDENTIALS_REJECTED', retryAt: UNTIL });
  expect(error.message).toContain('2026-01-14T19:45:00Z: an earlier login was refused');
  expect(error.advice).toContain('PIA_PASS');
});

test.each([
  ['PIA_TIMEOUT', 'got no answer'],
  ['PIA_SERVER_ERROR', 'login service failed'],
  ['PIA_UNEXPECTED_RESPONSE', 'not answered with a token'],
  ['toString', 'not answered with a token'],
])('a wait for %s does not mention a refusal', (reason, problem) => {
  expect(errorFor(reason).message).toContain(problem);
  expect(errorFor(reason).message).not.toContain('refused');
});

describe('isRefusedLogin()', () => {
  test.each([
    ['PIA_CREDENTIALS_REJECTED', true],
    ['PIA_SUBSCRIPTION_EXPIRED', true],
    ['PIA_RATE_LIMITED', true],
    ['PIA_BLOCKED', true],
    ['PIA_TIMEOUT', false],
    ['PIA_UNREACHABLE', false],
    ['PIA_SERVER_ERROR', false],
  ] as const)('isRefusedLogin() for %s, immediate or waited for, is %s', (code, expected) => {
    expect(isRefusedLogin(new PiaError(code, 'x', 'y'))).toBe(expected);
    expect(isRefusedLogin(errorFor(code))).toBe(expected);
  });

  test('isRefusedLogin() is false for any other error', () => {
    expect(isRefusedLogin(new Error('x'))).toBe(false);
    expect(isRefusedLogin(undefined)).toBe(false);
  });
});
