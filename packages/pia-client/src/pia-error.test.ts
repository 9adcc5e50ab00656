import { describe, expect, expectTypeOf, test } from 'vitest';
import { isPiaError, PiaError, type PiaErrorCode } from './pia-error.ts';

describe('isPiaError()', () => {
  test('isPiaError() recognises its own errors', () => {
    expect(isPiaError(new PiaError('PIA_TIMEOUT', 'late', 'wait'))).toBe(true);
  });

  test('isPiaError() recognises an error of another copy of the package by name and code', () => {
    const foreign = Object.assign(new Error('late'), { name: 'PiaError', code: 'PIA_TIMEOUT' });
    expect(isPiaError(foreign)).toBe(true);
  });

  test.each([
    ['another error', new TypeError('x')],
    ['a name of Object', Object.assign(new Error('x'), { name: 'PiaError', code: 'toString' })],
    ['an unknown code', Object.assign(new Error('x'), { name: 'PiaError', code: 'PIA_ODD' })],
    ['no code', Object.assign(new Error('x'), { name: 'PiaError' })],
    ['no error', { name: 'PiaError', code: 'PIA_TIMEOUT' }],
    ['nothing', undefined],
  ])('isPiaError() refuses %s', (_what, value) => {
    expect(isPiaError(value)).toBe(false);
  });

  test('isPiaError() narrows to a union that a switch over the code can exhaust', () => {
    const error: unknown = new PiaError('PIA_TIMEOUT', 'late', 'wait');
    if (isPiaError(error)) expectTypeOf(error.code).toEqualTypeOf<PiaErrorCode>();
  });
});

test.each([
  ['PIA_TIMEOUT', true],
  ['PIA_PROXY_REFUSED', true],
  ['PIA_UNREACHABLE', true],
  ['PIA_LOGIN_EXPIRED', false],
  ['PIA_KEY_MISMATCH', false],
  ['PIA_NO_RESOURCES', true],
  ['PIA_SERVER_ERROR', true],
  ['PIA_RATE_LIMITED', true],
  ['PIA_CONNECTION_REFUSED', false],
  ['PIA_BLOCKED', false],
  ['PIA_CREDENTIALS_REJECTED', false],
  ['PIA_PORT_BUSY', false],
] as const)('%s is retryable: %s', (code, expected) => {
  expect(new PiaError(code, 'x', 'y').retryable).toBe(expected);
});

test.each([
  [{}, false],
  [{ status: 503 }, true],
  [{ maybeSent: true }, true],
  [{ status: 503, maybeSent: false }, false],
] as const)(
  'an error with %o reports whether the request may have been sent: %s',
  (details, expected) => {
    expect(new PiaError('PIA_SERVER_ERROR', 'x', 'y', details).maybeSent).toBe(expected);
  },
);

test('PiaError holds the values that it was given', () => {
  const error = new PiaError('PIA_RATE_LIMITED', 'Cannot', 'wait', {
    status: 429,
    retryAfterSeconds: 59,
  });
  expect(error).toMatchObject({
    name: 'PiaError',
    code: 'PIA_RATE_LIMITED',
    message: 'Cannot; wait',
    advice: 'wait',
    status: 429,
    retryAfterSeconds: 59,
  });
  expect(String(error)).toBe('PiaError: Cannot; wait');
});
