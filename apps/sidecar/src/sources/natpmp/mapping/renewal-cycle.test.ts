import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RenewalCycle } from './renewal-cycle.ts';

const settings = { refreshMs: 45_000, durationSeconds: 60 };

test('all protocols of a cycle are renewed together, with one random jitter', () => {
  const draws = [0.5, 0.1];
  const cycle = new RenewalCycle({ ...settings, random: () => draws.shift() ?? 0 });
  expect(cycle.times(0, 60)).toEqual({ renewAt: 42_750, expiresAt: 60_000 });
  expect(cycle.times(10_000, 60)).toEqual({ renewAt: 42_750, expiresAt: 70_000 });
  expect(cycle.times(42_750, 60)).toEqual({ renewAt: 87_300, expiresAt: 102_750 });
  expect(draws).toEqual([]);
});

test('the shorter of the requested and granted lifetimes counts, and three quarters of it where the interval is longer', () => {
  const times = (granted: number, changes = {}) =>
    new RenewalCycle({ ...settings, ...changes, random: () => 0 }).times(0, granted);
  expect(times(30)).toEqual({ renewAt: 22_500, expiresAt: 30_000 });
  expect(times(3_600)).toEqual({ renewAt: 45_000, expiresAt: 60_000 });
  expect(times(60, { refreshMs: 59_000 })).toEqual({ renewAt: 45_000, expiresAt: 60_000 });
  expect(times(300, { refreshMs: 2_700_000, durationSeconds: 3_600 }).renewAt).toBe(225_000);
});

test('a mapping made late in a cycle begins the next one, which the others join', () => {
  const cycle = new RenewalCycle({ ...settings, random: () => 0 });
  cycle.times(0, 60);
  expect(cycle.times(30_000, 60).renewAt).toBe(75_000);
  expect(cycle.times(45_000, 60).renewAt).toBe(75_000);
});

test('a new cycle begins when the clock was set back', () => {
  const cycle = new RenewalCycle({ ...settings, random: () => 0 });
  cycle.times(1_000_000, 60);
  expect(cycle.times(5_000, 60).renewAt).toBe(50_000);
});

test('a lifetime of seconds is renewed after three quarters of it, but at the earliest after 2 s', () => {
  const times = (granted: number, random = 0, changes = {}) =>
    new RenewalCycle({ ...settings, ...changes, random: () => random }).times(0, granted);
  expect(times(10)).toEqual({ renewAt: 7_500, expiresAt: 10_000 });
  expect(times(2, 0.9).renewAt).toBe(2_000);
  expect(times(2)).toEqual({ renewAt: 2_000, expiresAt: 2_000 });
  expect(times(1)).toEqual({ renewAt: 2_000, expiresAt: 1_000 });
  expect(times(1, 0, { refreshMs: 1_000 }).renewAt, 'REFRESH_INTERVAL=1').toBe(1_000);
});

test('a mapping that joins a cycle of 2 s is not renewed before 2 s either', () => {
  const cycle = new RenewalCycle({ ...settings, random: () => 0 });
  expect(cycle.times(0, 2).renewAt).toBe(2_000);
  expect(cycle.times(500, 2).renewAt).toBe(2_500);
});

test('a renewal always comes after the request, and before three quarters of the lifetime or after 2 s', () => {
  const seconds = fc.integer({ min: 1, max: 7_200 });
  const requests = fc.array(fc.tuple(fc.nat(10_000_000), seconds), { minLength: 1 });
  const share = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  fc.assert(
    fc.property(seconds, seconds, requests, share, (refresh, durationSeconds, all, random) => {
      const options = { refreshMs: refresh * 1_000, durationSeconds, random: () => random };
      const cycle = new RenewalCycle(options);
      for (const [askedAt, granted] of all) {
        const { renewAt, expiresAt } = cycle.times(askedAt, granted);
        const lifetime = Math.min(durationSeconds, granted) * 1_000;
        expect(expiresAt).toBe(askedAt + lifetime);
        expect(renewAt).toBeGreaterThan(askedAt);
        const most = Math.max(2_000, 0.75 * lifetime);
        expect(renewAt - askedAt).toBeLessThanOrEqual(most + 1e-6);
        expect(renewAt - askedAt).toBeLessThanOrEqual(refresh * 1_000 + 1e-6);
        const least = Math.min(2_000, refresh * 1_000, 750 * durationSeconds);
        expect(renewAt - askedAt).toBeGreaterThanOrEqual(least - 1e-6);
      }
    }),
  );
});
