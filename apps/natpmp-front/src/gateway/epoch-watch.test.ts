import { expect, test } from 'vitest';
import { EpochWatch } from './epoch-watch.ts';

/** What a watch says about the second of two answers. */
function restarted(first: number, second: number, elapsedSeconds: number): boolean {
  const watch = new EpochWatch();
  expect(watch.notice(first, 5_000)).toBe(false);
  return watch.notice(second, 5_000 + elapsedSeconds * 1000);
}

test.each([
  [100, 180, 80, false],
  // 100 + 7/8 of 80 - 2 is 168.
  [100, 168, 80, false],
  [100, 167, 80, true],
  [100, 0, 80, true],
  [100, 98, 0, false],
  [100, 97, 0, true],
  [100, 10_000, 80, false],
])(
  'a gateway whose clock is at %d and then at %d after %d s has restarted: %s',
  (first, second, elapsed, expected) => {
    expect(restarted(first, second, elapsed)).toBe(expected);
  },
);

test('each answer of a gateway is compared with the one before it', () => {
  const watch = new EpochWatch();
  expect([1000, 5, 6, 2].map((epoch) => watch.notice(epoch, 0))).toEqual([
    false,
    true,
    false,
    true,
  ]);
});
