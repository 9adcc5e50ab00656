import { describe, expect, test } from 'vitest';
import { readDecimal } from './decimal-text.ts';

describe('readDecimal', () => {
  test.each([
    ['0', 0],
    ['0.67', 0.67],
    ['1234.50', 1234.5],
    [12.5, 12.5],
  ])('readDecimal reads %j', (text, number) => {
    expect(readDecimal(text)).toBe(number);
  });

  test.each([
    ['0,67', 0.67],
    ['1.234,50', 1234.5],
    ['1,234.50', 1234.5],
    ['1\u202f234\u00a0567,08', 1_234_567.08],
    ["1'234.50", 1234.5],
  ])('readDecimal reads %j of a server in another language', (text, number) => {
    expect(readDecimal(text)).toBe(number);
  });

  test.each(['-', '', '∞', 'nan', '٠٫٦٧'])(
    'readDecimal returns null for %j, which is not a number',
    (text) => {
      expect(readDecimal(text)).toBeNull();
    },
  );
});
