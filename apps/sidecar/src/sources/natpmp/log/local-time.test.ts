import { expect, test } from 'vitest';
import { localTime } from './local-time.ts';

test('the local time is that of this machine’s zone, with two digits each', () => {
  expect(localTime(new Date(2026, 0, 4, 9, 5, 7, 999).getTime())).toBe('2026-01-04 09:05:07');
  expect(localTime(new Date(2026, 11, 31, 23, 59, 59).getTime())).toBe('2026-12-31 23:59:59');
});
