import { expect, test } from 'vitest';
import { EpochWatch } from './epoch-watch.ts';

test('EpochWatch notices each time that the clock has gone back, and nothing else', () => {
  const watch = new EpochWatch();
  const epochs = [1_000, 1_045, 1_045, 3, 2, 48, 0, 0];
  expect(epochs.map((epoch) => watch.wentBack(epoch))).toEqual([
    ...[false, false, false],
    ...[true, true, false],
    ...[true, false],
  ]);
});

test('EpochWatch ignores replies without a clock', () => {
  const watch = new EpochWatch();
  expect([undefined, 100, undefined, 99].map((epoch) => watch.wentBack(epoch))).toEqual([
    ...[false, false, false, true],
  ]);
});
