import { expect, test } from 'vitest';
import { reply } from '../test/replies.ts';
import { retryAfterSeconds } from './retry-after.ts';

const NOW = Date.parse('2026-01-14T19:30:00.500Z');

test.each([
  ['120', 120],
  [' 0 ', 0],
  ['Wed, 14 Jan 2026 19:31:00 GMT', 60],
  ['Wed, 14 Jan 2026 19:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
])('reads %j as %s seconds', (header, expected) => {
  expect(retryAfterSeconds(reply(429, '', { 'retry-after': header }), NOW)).toBe(expected);
});

test('is undefined without the header', () => {
  expect(retryAfterSeconds(reply(429, ''), NOW)).toBeUndefined();
});
