import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fileMode } from './file-mode.ts';

test.each([
  ['0644', 0o644],
  ['644', 0o644],
  ['0600', 0o600],
  ['0777', 0o777],
])('the file mode %s is read as octal', (text, mode) => {
  expect(v.parse(fileMode, text)).toBe(mode);
});

test.each(['0o644', '0844', '64', '06440', '4755', '0444', '0200', 'rw-r--r--'])(
  'the file mode %s is refused',
  (text) => {
    expect(v.is(fileMode, text)).toBe(false);
  },
);

test('a file mode whose quotes are missing in YAML is never mistaken for another mode', () => {
  for (let mode = 0o600; mode <= 0o777; mode += 1) {
    expect(v.is(fileMode, mode.toString(8))).toBe(true);
    expect(v.is(fileMode, String(mode))).toBe(false);
  }
});
