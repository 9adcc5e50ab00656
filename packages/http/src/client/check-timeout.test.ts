import { describe, expect, test } from 'vitest';
import { checkTimeout } from './check-timeout.ts';

describe('checkTimeout', () => {
  test.each([1, 1.5, 10_000, 2_147_483_647])('checkTimeout accepts %d ms', (timeoutMs) => {
    expect(checkTimeout(timeoutMs)).toBe(timeoutMs);
  });

  test.each([0, -1, 0.5, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY])(
    'checkTimeout refuses %d ms',
    (timeoutMs) => {
      expect(() => checkTimeout(timeoutMs)).toThrow(
        new TypeError('Cannot use "timeoutMs": give milliseconds from 1 to 2147483647'),
      );
    },
  );

  test.each(['5', null, undefined, [5], new Date(5)])(
    'checkTimeout refuses %o, which a caller without types may give',
    (timeoutMs: unknown) => {
      expect(() => checkTimeout(timeoutMs as number)).toThrow(TypeError);
    },
  );
});
