import { describe, expect, it } from 'vitest';
import { empty } from '../test/replies.ts';
import { retryAfterSeconds } from './retry-after.ts';

describe('retryAfterSeconds', () => {
  it.each([
    ['0', 0],
    ['120', 120],
    [' 5 ', 5],
    ['1.5', undefined],
    ['-1', undefined],
    ['', undefined],
    ['soon', undefined],
    ['9999999999', undefined],
    [['1', '2'], undefined],
    [undefined, undefined],
  ])('reads %o as %s', (header, expected) => {
    expect(retryAfterSeconds(empty(429, { 'retry-after': header }))).toBe(expected);
  });
});
