import { expect, test } from 'vitest';
import { findCode } from './find-code.ts';

const coded = (code: unknown, cause?: unknown) =>
  Object.assign(new Error('x', { cause }), { code });

test('the code of an error is found', () => {
  expect(findCode(coded('ECONNRESET'))).toBe('ECONNRESET');
});

test('a code deep in the chain of causes is found', () => {
  expect(findCode(new Error('a', { cause: new Error('b', { cause: coded('ENOTFOUND') }) }))).toBe(
    'ENOTFOUND',
  );
});

test('the error that says why counts more than one that wraps it', () => {
  expect(findCode(coded('UND_ERR_SOCKET', coded('ECONNRESET')))).toBe('ECONNRESET');
  expect(findCode(coded('UND_ERR_SOCKET'))).toBe('UND_ERR_SOCKET');
});

test.each([
  ['a number', 23],
  ['a text with a secret', 'token=hunter2'],
  ['a sentence', 'no such host'],
  ['something endless', 'E'.repeat(100)],
  ['nothing', undefined],
])('%s is not a code', (_what, code) => {
  expect(findCode(coded(code))).toBeUndefined();
});

test.each([undefined, null, 'ECONNRESET', 7])('%s, thrown directly, has no code', (thrown) => {
  expect(findCode(thrown)).toBeUndefined();
});

test('a search for a code ends in a chain of causes that leads back to its start', () => {
  const error: Error & { cause?: unknown } = new Error('round');
  error.cause = error;
  expect(findCode(error)).toBeUndefined();
});
