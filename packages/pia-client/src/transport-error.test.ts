import { expect, test } from 'vitest';
import { transportError } from './transport-error.ts';

const coded = (code: unknown, message = 'x', cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

test('transportError() keeps the code and nothing else', () => {
  const error = transportError(coded('ECONNRESET', 'GET https://x/?token=SECRET', coded('SECRET')));
  expect(error).toMatchObject({ code: 'ECONNRESET', message: 'The connection failed: ECONNRESET' });
  expect(error.cause).toBeUndefined();
  expect(transportError('SECRET').code).toBe('UNKNOWN');
});
