import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.parse('2026-01-14T19:30:00.500Z');

const replyWith = (header: string | readonly string[] | undefined) => ({
  headers: { 'retry-after': header },
});

describe('retryAfterSeconds', () => {
  test.each([
    ['0', 0],
    ['120', 120],
    [' 5 ', 5],
    ['Wed, 14 Jan 2026 19:31:00 GMT', 60],
    ['Wednesday, 14-Jan-26 19:31:00 GMT', 60],
    ['Wed Jan 14 19:31:00 2026', 60],
    ['Thu Jan  1 19:31:00 2026', 0],
    ['Wed, 14 Jan 2026 19:30:01 GMT', 1],
    ['Wed, 14 Jan 2026 19:00:00 GMT', 0],
    ['1.5', undefined],
    ['-1', undefined],
    ['2027-01-01', undefined],
    ['', undefined],
    ['soon', undefined],
    ['Wait 5', undefined],
    ['Abc 12', undefined],
    ['Jan 1', undefined],
    ['Sat, 13 Sep 275760 00:00:00 GMT', undefined],
    ['Wed, 14 Jan 2026 19:31:00', undefined],
    ['Wed, 99 Jan 2026 19:31:00 GMT', undefined],
    ['Soon', undefined],
    ['9999999999', undefined],
    ['99999999999999999999', undefined],
    [['1', '2'], undefined],
    [undefined, undefined],
  ])('retryAfterSeconds reads %o as %s seconds', (header, expected) => {
    expect(retryAfterSeconds(replyWith(header), NOW)).toBe(expected);
  });

  test('retryAfterSeconds returns undefined when there is no header', () => {
    expect(retryAfterSeconds({ headers: {} }, NOW)).toBeUndefined();
  });

  test('retryAfterSeconds counts a date from the present time', () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const seconds = retryAfterSeconds(replyWith(inAnHour));
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
  });

  test('retryAfterSeconds gives whole seconds that are not negative, or undefined, whatever the header is', () => {
    const date = fc.date({ noInvalidDate: true }).map((at) => at.toUTCString());
    fc.assert(
      fc.property(fc.oneof(fc.string(), date, fc.integer().map(String)), (header) => {
        const seconds = retryAfterSeconds(replyWith(header), NOW) ?? 0;
        expect(Number.isSafeInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
