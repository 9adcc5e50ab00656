import { PiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { isRefusedLogin } from '@portkeep/pia-lease';
import { expect, test } from 'vitest';
import { loginFinding } from './doctor/steps/login.ts';
import { piaHeadline } from './headline.ts';
import { notingLoginFailures } from './login-failures.ts';
import { DiscoveryError } from './network/discovery-error.ts';

const failure = (code: PiaErrorCode) => new PiaError(code, 'Cannot do it: x', 'wait');

test('without a tunnel, the log has the headline of doctor', () => {
  expect(piaHeadline(new DiscoveryError('NO_TUNNEL', 'x', 'y'))).toBe('No VPN tunnel here');
});

test('without a gateway, the log has the headline of doctor', () => {
  const error = new DiscoveryError('GATEWAY_NOT_FOUND', 'x', 'y');
  expect(piaHeadline(error)).toBe('Could not detect gateway IP');
});

test('a failure at the gateway has the headline of doctor', () => {
  expect(piaHeadline(failure('PIA_TIMEOUT'))).toBe('Port forward request failed');
});

test.each([
  ['PIA_TIMEOUT', 'Cannot reach the internet'],
  ['PIA_CREDENTIALS_REJECTED', 'PIA refuses the login'],
  ['PIA_SERVER_ERROR', 'PIA login failed'],
] as const)(
  'a login that ends with %s has the same headline in the log as in doctor',
  async (code, headline) => {
    const error = failure(code);
    const account = notingLoginFailures({ getToken: () => Promise.reject(error) });
    await expect(account.getToken({})).rejects.toBe(error);
    expect(piaHeadline(error)).toBe(headline);
    expect(loginFinding(error, 0).headline).toBe(headline);
    expect(isRefusedLogin(error)).toBe(headline === 'PIA refuses the login');
  },
);

test('an error of something else has no headline', () => {
  expect(piaHeadline(new Error('x'))).toBeUndefined();
});
