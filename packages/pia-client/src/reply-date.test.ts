import { expect, test } from 'vitest';
import { replyDate } from './reply-date.ts';

test.each([
  ['Wed, 14 Jan 2026 19:30:00 GMT', '2026-01-14T19:30:00.000Z'],
  ['1.5', undefined],
  ['Soon', undefined],
  [['Wed, 14 Jan 2026 19:30:00 GMT'], undefined],
  [undefined, undefined],
])('a Date header of %j means %s', (date, expected) => {
  expect(replyDate({ headers: { date } })?.toISOString()).toBe(expected);
});
