import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test('createRandom() gives the same sequence with the same seed, and another one with another seed', () => {
  const first = createRandom(1).bytes(32);
  expect(createRandom(1).bytes(32)).toEqual(first);
  expect(createRandom(2).bytes(32)).not.toEqual(first);
});

test('integer() reaches both ends of its range and nothing beyond', () => {
  const random = createRandom(3);
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(5, 8)));
  expect([...seen].sort()).toEqual([5, 6, 7, 8]);
});

test('shuffle() keeps every item and changes the order', () => {
  const random = createRandom(4);
  const orders = Array.from({ length: 20 }, () => random.shuffle(['a', 'b', 'c']).join(''));
  expect(new Set(orders).size).toBeGreaterThan(3);
  expect(orders.every((order) => [...order].sort().join('') === 'abc')).toBe(true);
});
