import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtLeast } from './web-api-version.ts';

describe('isAtLeast', () => {
  test.each([
    ['2.11.4', '2.11.4', true],
    ['2.15.1', '2.11.4', true],
    ['3.0', '2.11.4', true],
    ['2.11.3', '2.11.4', false],
    ['2.9.3', '2.11.4', false],
    ['2.11', '2.11.4', false],
    ['2.11.4.1', '2.11.4', true],
  ])('isAtLeast for version %s and the minimum %s is %s', (version, needed, expected) => {
    expect(isAtLeast(version, needed)).toBe(expected);
  });

  test('isAtLeast finds any two versions ordered or equal', () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(isAtLeast(a, b) && isAtLeast(b, a)).toBe(a === b);
        expect(isAtLeast(a, b) || isAtLeast(b, a)).toBe(true);
      }),
    );
  });
});
