import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondsLadder } from './seconds-ladder.ts';

describe('secondsLadder()', () => {
  test('secondsLadder() climbs its steps and stays on the last one', () => {
    const backoff = secondsLadder([5, 10, 20], { jitter: 0 });
    expect([1, 2, 3, 4, 1_000].map(backoff)).toEqual([5_000, 10_000, 20_000, 20_000, 20_000]);
  });

  test('secondsLadder() treats every attempt number below 1 as the first step', () => {
    expect([0, -5].map(secondsLadder([5, 10], { jitter: 0 }))).toEqual([5_000, 5_000]);
  });

  test('ladder() varies each step by the jitter, 10 % by default, in both directions', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => {
        const ms = secondsLadder([10], { random: () => x })(1);
        expect(ms).toBeGreaterThanOrEqual(9_000);
        expect(ms).toBeLessThanOrEqual(11_000);
      }),
    );
    expect(secondsLadder([10], { random: () => 0 })(1)).toBe(9_000);
    expect(secondsLadder([10], { random: () => 1, jitter: 0.5 })(1)).toBe(15_000);
  });

  test.each([[[]], [[-1]], [[1, Number.NaN]]])('secondsLadder() refuses the steps %j', (steps) => {
    expect(() => secondsLadder(steps)).toThrow(RangeError);
  });
});
