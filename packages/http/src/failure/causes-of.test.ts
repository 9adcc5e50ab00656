import { expect, test } from 'vitest';
import { causesOf } from './causes-of.ts';

test('a chain of causes begins with the error and ends with its root cause', () => {
  const root = new Error('root');
  const error = new Error('top', { cause: root });
  expect(causesOf(error)).toEqual([error, root]);
  expect(causesOf('a text')).toEqual([]);
});

test('a chain of causes that leads back to its start is followed eight times at most', () => {
  const error: Error & { cause?: unknown } = new Error('round');
  error.cause = error;
  expect(causesOf(error)).toHaveLength(8);
});
