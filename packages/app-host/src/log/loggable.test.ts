import { expect, test } from 'vitest';
import { Secret } from '../environment/secret.ts';
import { loggable } from './loggable.ts';

const hide = (text: string) => text.replaceAll('hunter2', '***');

test('plain data stays as it is', () => {
  const value = { a: 1, b: [true, null, 'x'], c: { d: 1.5 } };
  expect(loggable(value, hide)).toEqual(value);
});

test('secrets are hidden at any depth, in keys and in nested errors too', () => {
  const cause = Object.assign(new Error('with hunter2'), { code: 'E_hunter2' });
  const value = { list: ['hunter2'], hunter2: 1, error: new Error('outer', { cause }) };
  const result = JSON.stringify(loggable(value, hide));
  expect(result).not.toContain('hunter2');
  expect(result).toContain('"code":"E_***"');
});

test('a secret as a value shows nothing', () => {
  expect(loggable({ pass: Secret.of('abc') }, hide)).toEqual({ pass: '[secret]' });
});

test('what JSON cannot hold becomes text', () => {
  expect(loggable([Number.NaN, 1n, Symbol('s'), new Date(0), undefined], hide)).toEqual([
    'NaN',
    '1',
    'Symbol(s)',
    '1970-01-01T00:00:00.000Z',
    null,
  ]);
});

test('a cycle ends', () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  expect(JSON.stringify(loggable(value, hide))).toContain('[...]');
});
