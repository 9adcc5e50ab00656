import { expect, test } from 'vitest';
import { describeError } from './error-facts.ts';

function coded(message: string, code: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

test('an error is described with its code and the codes of its causes', () => {
  const cause = new Error('socket hang up', { cause: coded('read', 'ECONNRESET') });
  expect(describeError(coded('The gateway does not answer', 'PIA_TIMEOUT', cause))).toBe(
    'PIA_TIMEOUT: The gateway does not answer (cause: socket hang up, ECONNRESET)',
  );
});

test('an error without a code or cause is described by its message', () => {
  expect(describeError(new Error('Odd'))).toBe('Odd');
  expect(describeError('text')).toBe('text');
});

test('a failed connection to several addresses is described by its first failure', () => {
  const error = Object.assign(new AggregateError([coded('connect ::1', 'ECONNREFUSED')]), {
    code: 'ECONNREFUSED',
  });
  expect(describeError(error)).toBe('ECONNREFUSED: connect ::1');
});

test('the description of an error with a cycle of causes ends', () => {
  const error = new Error('Round');
  error.cause = error;
  expect(describeError(error)).toBe('Round (cause: Round, Round, Round)');
});
