import { expect, test } from 'vitest';
import { Secret } from '../environment/secret.ts';
import { loggable } from './loggable.ts';

const hide = (text: string) => text.replaceAll('hunter2', '***');

test('plain data is logged unchanged', () => {
  const value = { a: 1, b: [true, null, 'x'], c: { d: 1.5 } };
  expect(loggable(value, hide)).toEqual(value);
});

test('secrets in a field are hidden at any depth, including keys and nested errors', () => {
  const cause = Object.assign(new Error('with hunter2'), { code: 'E_hunter2' });
  const value = { list: ['hunter2'], hunter2: 1, error: new Error('outer', { cause }) };
  const result = JSON.stringify(loggable(value, hide));
  expect(result).not.toContain('hunter2');
  expect(result).toContain('"code":"E_***"');
});

test('a secret as the value of a field is not shown', () => {
  expect(loggable({ pass: Secret.of('abc') }, hide)).toEqual({ pass: '[secret]' });
});

test('a value that JSON cannot represent is logged as text', () => {
  expect(loggable([Number.NaN, 1n, Symbol('s'), new Date(0), undefined], hide)).toEqual([
    'NaN',
    '1',
    'Symbol(s)',
    '1970-01-01T00:00:00.000Z',
    null,
  ]);
});

test('a field with a cycle is cut at a fixed depth', () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  const shown = '{"self":{"self":{"self":{"self":{"self":"[...]"}}}}}';
  expect(JSON.stringify(loggable(value, hide))).toBe(shown);
});

test.each([
  ['an array', (inner: unknown) => [inner], '[[[[["[...]"]]]]]'],
  [
    'a chain of errors',
    (inner: unknown) => new Error('m', { cause: inner }),
    /^\{"message":"m","cause":\{"message":"m".*"\[\.\.\.\]"/,
  ],
  [
    'an object whose toJSON returns another',
    (inner: unknown) => ({ toJSON: () => inner }),
    '[...]',
  ],
])('%s that contains itself is cut at a fixed depth', (_, around, shown) => {
  let value: unknown = 'the end';
  for (let depth = 0; depth < 50; depth += 1) value = around(value);
  const text = JSON.stringify(loggable(value, hide));
  if (typeof shown === 'string') expect(text.replaceAll(/^"|"$/g, '')).toBe(shown);
  else expect(text).toMatch(shown);
});

test('a field is logged as it is although it has a toJSON that is no function', () => {
  expect(loggable({ toJSON: 'text', a: 1 }, hide)).toEqual({ toJSON: 'text', a: 1 });
});

test('a part of a field without a value is left out', () => {
  expect(Object.keys(loggable({ a: undefined, b: 1 }, hide) ?? {})).toEqual(['b']);
});
