import { expect, test } from 'vitest';
import { caughtBy } from './caught-by.ts';
import { rejection } from './rejection.ts';

const isRange = (error: unknown): error is RangeError => error instanceof RangeError;
const caught = caughtBy(isRange);
const range = new RangeError('too far');
const throws = () => {
  throw range;
};

test('an expected error is returned, whether it was thrown or came from a rejected promise', async () => {
  expect(await caught(throws)).toBe(range);
  expect(await caught(async () => throws())).toBe(range);
  expect(await caught(Promise.reject(range))).toBe(range);
});

test('a test that expects an error fails when there is another one, or none', async () => {
  const other = new TypeError('another');
  await expect(caught(Promise.reject(other))).rejects.toBe(other);
  await expect(caught(() => 1)).rejects.toThrow('the call succeeded');
  await expect(rejection(Promise.resolve())).rejects.toThrow('the call succeeded');
});
