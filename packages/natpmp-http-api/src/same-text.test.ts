import { expect, test } from 'vitest';
import { sameText } from './same-text.ts';

test.each([
  ['Bearer secret', 'Bearer secret', true],
  ['Bearer secres', 'Bearer secret', false],
  ['Bearer secre', 'Bearer secret', false],
  ['Bearer secret ', 'Bearer secret', false],
  ['', 'Bearer secret', false],
  ['', '', true],
])('%j and %j are the same text: %s', (given, secret, same) => {
  expect(sameText(given, secret)).toBe(same);
});
