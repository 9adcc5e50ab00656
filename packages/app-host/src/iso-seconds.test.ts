import { expect, test } from 'vitest';
import { isoOrNull, isoSeconds } from './iso-seconds.ts';

test('a time is truncated to whole seconds', () => {
  expect(isoSeconds(Date.UTC(2026, 0, 14, 19, 30, 0, 999))).toBe('2026-01-14T19:30:00Z');
});

test('a time that is unknown or infinite is null', () => {
  expect(isoOrNull(0)).toBe('1970-01-01T00:00:00Z');
  expect(isoOrNull(undefined)).toBeNull();
  expect(isoOrNull(Number.POSITIVE_INFINITY)).toBeNull();
});
