import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindTimes } from './bind-times.ts';

test('the next bind comes 7 to 13 % before the interval is over, always before the binding lapses', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.integer({ min: 1, max: 900 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (startedAt, interval, random) => {
        const { renewAt, expiresAt } = bindTimes(startedAt, interval, () => random);
        const share = (renewAt - startedAt) / (interval * 1000);
        expect(share).toBeGreaterThanOrEqual(0.869999);
        expect(share).toBeLessThanOrEqual(0.930001);
        expect(expiresAt - startedAt).toBe(900_000);
        expect(renewAt).toBeLessThan(expiresAt);
      },
    ),
  );
});
