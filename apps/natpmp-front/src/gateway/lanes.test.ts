import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

/** Everything that waits, in the order in which it is served. */
function served(waiting: readonly (readonly [caller: string, item: string])[]): string[] {
  const lanes = new Lanes<string>();
  for (const [caller, item] of waiting) lanes.add(caller, item);
  const order: string[] = [];
  for (let next = lanes.next(() => true); next !== undefined; next = lanes.next(() => true)) {
    order.push(next);
    lanes.remove(next);
  }
  expect(lanes.size).toBe(0);
  return order;
}

test('callers take turns, and each is served in its own order', () => {
  const waiting = [
    ['a', 'a1'],
    ['a', 'a2'],
    ['a', 'a3'],
    ['b', 'b1'],
    ['c', 'c1'],
    ['b', 'b2'],
  ] as const;
  expect(served(waiting)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a question that is not due yet is overtaken by those behind it, and keeps its place in the line', () => {
  const lanes = new Lanes<string>();
  for (const item of ['a1', 'a2']) lanes.add('a', item);
  expect(lanes.next((item) => item !== 'a1')).toBe('a2');
  expect(lanes.next(() => true)).toBe('a1');
  expect(lanes.next(() => false)).toBeUndefined();
});

test('each item in the line is served once, after at most one item of each other caller for each item of its own', () => {
  const caller = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(caller, { maxLength: 40 }), (callers) => {
      const order = served(callers.map((each, index) => [each, `${each}${index}`] as const));
      expect(order.toSorted()).toEqual(callers.map((each, index) => `${each}${index}`).toSorted());
      for (const each of new Set(callers)) {
        const places = order.flatMap((item, index) => (item.startsWith(each) ? index : []));
        for (const [index, place] of places.entries()) {
          expect(place).toBeLessThan((index + 1) * new Set(callers).size);
        }
      }
    }),
  );
});
