import { expect, test } from 'vitest';
import { RepeatedTrouble } from './repeated-trouble.ts';

const MINUTE = 60_000;

/** The minutes at which a problem that occurs every five seconds is reported. */
function reported(
  minutes: number,
  trouble: (count: number) => string = () => 'the same',
): number[] {
  const troubles = new RepeatedTrouble();
  const times: number[] = [];
  for (let count = 0; count * 5_000 <= minutes * MINUTE; count += 1) {
    const at = count * 5_000;
    if (troubles.isDue('topic', trouble(count), at)) times.push(at / MINUTE);
  }
  return times;
}

test('a problem that lasts is reported when it begins, at growing intervals, and then every hour', () => {
  expect(reported(24 * 60).slice(0, 8)).toEqual([0, 1, 2, 5, 10, 30, 90, 150]);
  expect(reported(24 * 60)).toHaveLength(29);
});

test('two alternating problems are reported no more often than each one alone', () => {
  const times = reported(60, (count) => `trouble ${count % 2}`);
  expect(times).toHaveLength(12);
});

test('a problem that had ended is reported at once when it recurs', () => {
  const troubles = new RepeatedTrouble();
  expect(troubles.isDue('topic', 'x', 0)).toBe(true);
  expect(troubles.isDue('other', 'x', 0)).toBe(true);
  expect(troubles.isDue('topic', 'x', 1)).toBe(false);
  expect(troubles.end('topic')).toBe(true);
  expect(troubles.end('topic')).toBe(false);
  expect(troubles.isDue('topic', 'x', 2)).toBe(true);
  expect(troubles.isDue('other', 'x', 2)).toBe(false);
});

test('a rare problem is reported once each time a report is due', () => {
  const troubles = new RepeatedTrouble();
  const due = [0, 15, 16, 29, 31, 32, 600, 601].map((minute) =>
    troubles.isDue('topic', 'x', minute * MINUTE),
  );
  expect(due).toEqual([true, true, false, false, true, false, true, false]);
});

test('problems whose text differs each time do not fill memory', () => {
  const troubles = new RepeatedTrouble();
  for (let count = 0; count < 100; count += 1) troubles.isDue('topic', `port ${count}`, count);
  expect(troubles.isDue('topic', 'port 99', 100)).toBe(false);
  expect(troubles.isDue('topic', 'port 1', 100)).toBe(true);
});
