import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['PUID', 'PUID', 0],
  ['PUID', 'PUIDS', 1],
  ['PUID', 'UID', 1],
  ['PUID', 'PIUD', 1],
  ['PUID', 'PGID', 1],
  ['PIA_PASS', 'PIA_PSSA', 2],
  ['PIA_PASS', 'PIA_PASSWD', 2],
  ['PIA_PASS', 'PIA_PASSWORD', 3],
  ['PUID', 'HOME', 3],
  ['', 'AB', 2],
])('the edit distance from %s to %s is %i, counted up to 3', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
  expect(editDistance(b, a, 2)).toBe(distance);
});
