import { expect, test } from 'vitest';
import { FailedCycles } from './failed-cycles.ts';

/** Fails at each of these times, with the next try planned for the following one. */
function fail(cycles: FailedCycles, ...times: readonly number[]): void {
  for (const [index, at] of times.entries()) {
    cycles.begin(at);
    cycles.failed();
    const next = times[index + 1];
    if (next !== undefined) cycles.next(next);
  }
}

test('a cycle has failed when the next try belongs to the next cycle', () => {
  const cycles = new FailedCycles(45_000);
  fail(cycles, 0, 10_000, 20_000, 30_000);
  expect([cycles.count, cycles.tries]).toEqual([0, 4]);
  cycles.next(45_000);
  expect([cycles.count, cycles.tries]).toEqual([1, 0]);
});

test('the retries of a failed cycle are known after it', () => {
  const cycles = new FailedCycles(45_000);
  fail(cycles, 0, 20_000, 40_000);
  cycles.next(60_000);
  expect(cycles.retries).toBe(2);
  fail(cycles, 60_000);
  cycles.next(105_000);
  expect(cycles.retries).toBe(0);
});

test('there is one cycle in each interval, however many tries there are', () => {
  const cycles = new FailedCycles(45_000);
  fail(cycles, ...Array.from({ length: 46 }, (_, index) => index * 10_000));
  expect(cycles.count).toBe(9);
});

test('a try that comes a tenth early begins the next cycle', () => {
  const cycles = new FailedCycles(1_000);
  fail(cycles, 0, 900, 1_800, 2_700);
  expect(cycles.count).toBe(3);
});

test('a try belongs to a single cycle, however long it takes', () => {
  const cycles = new FailedCycles(1_000);
  fail(cycles, 0, 30_000);
  expect(cycles.count).toBe(1);
});

test('the time left in a cycle counts from its first try', () => {
  const cycles = new FailedCycles(45_000);
  fail(cycles, 1_000, 6_000);
  expect(cycles.left(11_000)).toBe(35_000);
});

test('a success ends the row of failed cycles', () => {
  const cycles = new FailedCycles(1_000);
  fail(cycles, 0, 1_000, 2_000);
  cycles.succeeded();
  expect([cycles.count, cycles.tries]).toEqual([0, 0]);
  fail(cycles, 90_000, 91_000);
  expect(cycles.count).toBe(1);
});
