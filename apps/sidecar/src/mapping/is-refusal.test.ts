import { NatPmpError } from '@portkeep/natpmp-client/core';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, UNAUTHORIZED } from '../../test/natpmp-fixtures.ts';
import { isRefusal } from './is-refusal.ts';

test('a 4xx and what could not be sent are refusals', () => {
  expect(isRefusal(UNAUTHORIZED)).toBe(true);
  expect(isRefusal(new NatPmpError('NATPMP_RATE_LIMITED', '', 'wait', { status: 429 }))).toBe(true);
  expect(isRefusal(new NatPmpError('NATPMP_UNAUTHORIZED', 'unusable token', 'wait'))).toBe(true);
});

test('everything else may be over in a second', () => {
  expect(isRefusal(GATEWAY_FAILED)).toBe(false);
  expect(isRefusal(new NatPmpError('NATPMP_TIMEOUT', '', 'wait'))).toBe(false);
  expect(
    isRefusal(new NatPmpError('NATPMP_UNEXPECTED_RESPONSE', '', 'wait', { status: 302 })),
  ).toBe(false);
  expect(isRefusal(new Error('something else'))).toBe(false);
});
