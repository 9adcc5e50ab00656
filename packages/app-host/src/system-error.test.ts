import { expect, test } from 'vitest';
import { codeOf, messageOfCode } from './system-error.ts';

test('known error codes are put into words, and others are left unchanged', () => {
  expect(messageOfCode({ code: 'EACCES' })).toBe('permission denied');
  expect(messageOfCode({ code: 'EODD' })).toBe('EODD');
  expect(messageOfCode(new Error('no code'))).toBeUndefined();
});

test('only a string counts as an error code', () => {
  expect(codeOf(Object.assign(new Error('x'), { code: 'EIO' }))).toBe('EIO');
  for (const error of [
    { code: 5 },
    new DOMException('x', 'AbortError'),
    null,
    undefined,
    'EIO',
    {},
  ])
    expect(codeOf(error)).toBeUndefined();
});
