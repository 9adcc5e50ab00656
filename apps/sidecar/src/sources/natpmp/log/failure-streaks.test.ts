import { expect, test } from 'vitest';
import { GATEWAY_FAILED, UNAUTHORIZED } from '../../../../test/natpmp-fixtures.ts';
import { FailureStreaks } from './failure-streaks.ts';

function setUp() {
  let now = 1_000_000;
  const streaks = new FailureStreaks(() => now);
  const failAfter = (seconds: number, error: unknown = GATEWAY_FAILED) => {
    now += seconds * 1_000;
    const isNews = streaks.extend('tcp', error);
    return { isNews, quiet: streaks.isQuiet('tcp') };
  };
  return { streaks, failAfter };
}

test('the same failure is logged for a minute, and then once a minute', () => {
  const { failAfter } = setUp();
  expect(failAfter(0)).toEqual({ isNews: true, quiet: false });
  const quiet = Array.from({ length: 18 }, () => failAfter(10).quiet);
  const told = quiet.flatMap((isQuiet, index) => (isQuiet ? [] : (index + 1) * 10));
  expect(told).toEqual([10, 20, 30, 40, 50, 110, 170]);
});

test('another failure is logged at once, and so is the same one after a success', () => {
  const { streaks, failAfter } = setUp();
  failAfter(0);
  expect(streaks.isFailing('tcp')).toBe(true);
  expect(failAfter(70, UNAUTHORIZED)).toEqual({ isNews: true, quiet: false });
  streaks.end('tcp');
  expect(streaks.isFailing('tcp')).toBe(false);
  expect(failAfter(1, UNAUTHORIZED).isNews).toBe(true);
});

test('the failures of one protocol do not silence the other', () => {
  const { streaks, failAfter } = setUp();
  failAfter(0);
  failAfter(61);
  failAfter(1);
  expect([streaks.isQuiet('tcp'), streaks.isQuiet('udp')]).toEqual([true, false]);
});
