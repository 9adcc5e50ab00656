import * as v from 'valibot';
import { expect, test } from 'vitest';
import { maxDuration } from './max-duration.ts';

test.each([
  ['300', 300],
  ['4294967295', 4_294_967_295],
  ['-1', Number.POSITIVE_INFINITY],
])('MAX_DURATION=%s means %d', (text, seconds) => {
  expect(v.parse(maxDuration, text)).toBe(seconds);
});

test.each(['', '0', '-2', '-0', '1.5', '060', '4294967296', '1e3', 'none'])(
  'MAX_DURATION=%j is refused',
  (text) => {
    expect(v.safeParse(maxDuration, text).success).toBe(false);
  },
);
