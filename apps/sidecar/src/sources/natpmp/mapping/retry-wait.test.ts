import { describe, expect, test } from 'vitest';
import { type FailedTry, retryWait } from './retry-wait.ts';

const settings = { refreshMs: 45_000 };
const failed: FailedTry = {
  failures: 1,
  triesInCycle: 1,
  leftMs: 60_000,
  cycleLeftMs: 40_000,
  refused: false,
  deniable: false,
  retryAfterMs: 0,
};
const wait = (changes: Partial<FailedTry>, own = {}) =>
  retryWait({ ...settings, ...own }, { ...failed, ...changes }, () => 0);

describe('without retry settings', () => {
  test('the sidecar tries after 1, 2, 4 and 8 s while the mapping lasts', () => {
    const waits = [1, 2, 3, 4, 5, 99].map((failures) => wait({ failures }));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  test('the sidecar takes a last chance a second before the mapping lapses', () => {
    expect(wait({ failures: 4, leftMs: 7_500 })).toBe(6_500);
    expect(wait({ failures: 4, leftMs: 1_500 })).toBe(500);
    // Once, not again and again.
    expect(wait({ failures: 5, leftMs: 1_400 })).toBe(8_000);
  });

  test('the sidecar tries every ten seconds once the mapping has lapsed, or in each cycle if that is sooner', () => {
    expect(wait({ leftMs: 0, failures: 1 })).toBe(10_000);
    expect(wait({ leftMs: 0, failures: 7 }, { refreshMs: 3_000 })).toBe(3_000);
    expect(wait({ failures: 4 }, { refreshMs: 3_000 })).toBe(3_000);
  });

  test('at most a tenth of a wait is taken off at random', () => {
    const least = retryWait(settings, failed, () => 0.999);
    expect(least).toBeGreaterThan(900);
    expect(least).toBeLessThan(902);
  });
});

describe('with MAX_RETRIES and RETRY_DELAY', () => {
  const retries = { retries: { count: 2, delayMs: 5_000 } };

  test('the sidecar retries as often and as far apart as configured, and then waits for the next cycle', () => {
    const waits = [1, 2, 3].map((triesInCycle) => wait({ triesInCycle }, retries));
    expect(waits).toEqual([5_000, 5_000, 40_000]);
  });

  test('a cycle that took longer than its interval is followed by the next at once', () => {
    expect(wait({ triesInCycle: 3, cycleLeftMs: -1 }, retries)).toBe(0);
  });
});

describe('a port that the gateway may deny', () => {
  test.each([{}, { retries: { count: 9, delayMs: 1 } }])(
    'a port that the gateway may deny is requested again after three minutes, whatever the settings are: %o',
    (own) => {
      expect(wait({ deniable: true, leftMs: 0 }, own)).toBe(180_000);
      expect(wait({ deniable: true, leftMs: 0 }, { ...own, refreshMs: 600_000 })).toBe(600_000);
    },
  );
});

describe('a request that is refused', () => {
  test.each([{}, { retries: { count: 9, delayMs: 1 } }])(
    'a request that is refused is repeated after the interval',
    (own) => {
      expect(wait({ refused: true, leftMs: 3_000 }, own)).toBe(45_000);
    },
  );

  test('a request that is refused is repeated after the wait that the API asked for, an hour at most', () => {
    expect(wait({ refused: true, retryAfterMs: 60_000 })).toBe(60_000);
    expect(wait({ refused: true, retryAfterMs: 1 })).toBe(45_000);
    expect(wait({ refused: true, retryAfterMs: 1e12 })).toBe(3_600_000);
  });
});
