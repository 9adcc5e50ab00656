import { NatPmpError } from '@portkeep/natpmp-client/core';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, UNAUTHORIZED } from '../../../../test/natpmp-fixtures.ts';
import { isRefusal } from './is-refusal.ts';

test('a 4xx reply counts as a refusal, and so does a request that could not be sent', () => {
  expect(isRefusal(UNAUTHORIZED)).toBe(true);
  expect(isRefusal(new NatPmpError('NATPMP_RATE_LIMITED', '', 'wait', { status: 429 }))).toBe(true);
  expect(isRefusal(new NatPmpError('NATPMP_UNAUTHORIZED', 'unusable token', 'wait'))).toBe(true);
});

test('any other failure may be over in a second and is not a refusal', () => {
  expect(isRefusal(GATEWAY_FAILED)).toBe(false);
  expect(isRefusal(new NatPmpError('NATPMP_TIMEOUT', '', 'wait'))).toBe(false);
  expect(
    isRefusal(new NatPmpError('NATPMP_UNEXPECTED_RESPONSE', '', 'wait', { status: 302 })),
  ).toBe(false);
  expect(isRefusal(new Error('something else'))).toBe(false);
});
