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
  expect(JSON.stringify(loggable(value, hide))).toContain('[...]');
});
