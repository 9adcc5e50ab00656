import * as v from 'valibot';
import { expect, test } from 'vitest';
import { durationMs } from './duration.ts';

const DAY_MS = 86_400_000;

test.each([
  ['10s', 10_000],
  ['90m', 5_400_000],
  ['12h', DAY_MS / 2],
  ['60d', 60 * DAY_MS],
  ['OFF', 'off'],
  ['5s', undefined],
  ['61d', undefined],
  ['30', undefined],
  ['1.5d', undefined],
  ['-1d', undefined],
  ['030d', undefined],
])('the duration %s is %s', (text, expected) => {
  const result = v.safeParse(durationMs, text);
  expect(result.success ? result.output : undefined).toBe(expected);
});
