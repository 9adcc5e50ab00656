import { describe, expect, it } from 'vitest';
import { empty } from '../test/replies.ts';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.parse('2026-01-14T19:30:00.500Z');

describe('retryAfterSeconds', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 5 ', 5],
    ['Wed, 14 Jan 2026 19:31:00 GMT', 60],
    ['Wed, 14 Jan 2026 19:00:00 GMT', 0],
    ['1.5', undefined],
    ['-1', undefined],
    ['', undefined],
    ['soon', undefined],
    ['9999999999', undefined],
    [['1', '2'], undefined],
    [undefined, undefined],
  ])('reads %o as %s', (header, expected) => {
    expect(retryAfterSeconds(empty(429, { 'retry-after': header }), NOW)).toBe(expected);
  });

  it('counts a date from the present time', () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
    const seconds = retryAfterSeconds(empty(503, { 'retry-after': inAnHour }));
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
  });
});
