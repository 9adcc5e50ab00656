import { expect, test } from 'vitest';
import { codeOf, messageOfCode } from './system-error.ts';

test('known codes are put into words, others are left as they are', () => {
  expect(messageOfCode({ code: 'EACCES' })).toBe('permission denied');
  expect(messageOfCode({ code: 'EODD' })).toBe('EODD');
  expect(messageOfCode(new Error('no code'))).toBeUndefined();
});

test('only a text is a code', () => {
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
