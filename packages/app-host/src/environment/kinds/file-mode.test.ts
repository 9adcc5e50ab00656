import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fileMode } from './file-mode.ts';

test.each([
  ['0644', 0o644],
  ['644', 0o644],
  ['0600', 0o600],
  ['0777', 0o777],
])('%s is octal', (text, mode) => {
  expect(v.parse(fileMode, text)).toBe(mode);
});

test.each(['0o644', '0844', '64', '06440', '4755', '0444', '0200', 'rw-r--r--'])(
  '%s is refused',
  (text) => {
    expect(v.is(fileMode, text)).toBe(false);
  },
);

test('no mode is taken for another one when its quotes are missing in YAML', () => {
  for (let mode = 0o600; mode <= 0o777; mode += 1) {
    expect(v.is(fileMode, mode.toString(8))).toBe(true);
    expect(v.is(fileMode, String(mode))).toBe(false);
  }
});
