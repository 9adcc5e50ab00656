import * as v from 'valibot';
import { expect, test } from 'vitest';
import { filePath } from './file-path.ts';

test.each(['/config/port.txt', 'port', './a b', '/a/.hidden', '/a/..b'])(
  'the file path %s is accepted',
  (text) => {
    expect(v.parse(filePath, text)).toBe(text);
  },
);

test.each([
  '',
  '   ',
  '/',
  '/config/',
  '.',
  '..',
  '/config/..',
  'a\0b',
  '~/port',
  '$HOME/port',
  '/\u0024{X}/port',
  '/a"b',
])('the file path %j is refused', (text) => {
  expect(v.is(filePath, text)).toBe(false);
});
