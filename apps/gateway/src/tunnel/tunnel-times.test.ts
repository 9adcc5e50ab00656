import { expect, test } from 'vitest';
import { tunnelTimes } from './tunnel-times.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);

test.each([
  ['a new one', NOW, 30 * DAY, 30 * DAY],
  ['one that was taken over in time', NOW - 10 * DAY, 30 * DAY, 20 * DAY],
  ['one that was due before', NOW - 40 * DAY, 30 * DAY, 1_000],
  ['one from a time when the clock was ahead', NOW + 3_650 * DAY, 30 * DAY, 30 * DAY],
])('a tunnel is renewed when its time is over: %s', (_, since, after, expected) => {
  const { renewAt, expiresAt } = tunnelTimes(since, after, NOW);
  expect(renewAt - NOW).toBe(expected);
  expect(expiresAt - NOW).toBeGreaterThan(3_000 * DAY);
});

test('a tunnel that is never renewed has finite times, because they are printed', () => {
  const { renewAt, expiresAt } = tunnelTimes(NOW, 'off', NOW);
  expect(new Date(renewAt).toISOString()).toMatch(/^2035/);
  expect(renewAt).toBe(expiresAt);
});
