import { expect, test } from 'vitest';
import { FaultSlot } from './fault-slot.ts';

test('take() uses up a counted fault', () => {
  const slot = new FaultSlot<'a' | 'b'>();
  slot.set('a', { times: 2 });
  expect([1, 2, 3].map(() => slot.take(['a', 'b'])?.fault)).toEqual(['a', 'a', undefined]);
});

test('take() repeats a fault without a count until it is cleared', () => {
  const slot = new FaultSlot<'a'>();
  slot.set('a');
  expect([1, 2, 3].map(() => slot.take(['a'])?.fault)).toEqual(['a', 'a', 'a']);
  slot.clear();
  expect(slot.take(['a'])).toBeUndefined();
});

test('take() leaves a fault of another kind alone', () => {
  const slot = new FaultSlot<'a' | 'b'>();
  slot.set('a', { times: 1 });
  expect(slot.take(['b'])).toBeUndefined();
  expect(slot.active).toMatchObject({ fault: 'a', remaining: 1 });
});

test('set() replaces the fault that was set before', () => {
  const slot = new FaultSlot<'a' | 'b'>();
  slot.set('a', { times: 5 });
  slot.set('b', { retryAfterSeconds: 9 });
  expect(slot.take(['a', 'b'])).toEqual({ fault: 'b', remaining: null, retryAfterSeconds: 9 });
});

test.each([0, -1, 1.5, Number.NaN])('set() refuses to count to %s', (times) => {
  expect(() => new FaultSlot<'a'>().set('a', { times })).toThrow(RangeError);
});
