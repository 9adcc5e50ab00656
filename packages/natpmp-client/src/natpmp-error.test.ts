import { describe, expect, test } from 'vitest';
import { isNatPmpError, NatPmpError } from './natpmp-error.ts';

describe('NatPmpError', () => {
  test('NatPmpError is neither retryable nor ambiguous unless its details say so', () => {
    expect(new NatPmpError('NATPMP_NOT_FOUND', 'x', 'y')).toMatchObject({
      retryable: false,
      ambiguous: false,
      status: undefined,
      retryAfterSeconds: undefined,
    });
  });

  test('NatPmpError has a message that joins the problem and the advice', () => {
    const error = new NatPmpError('NATPMP_NOT_FOUND', 'Cannot map the port', 'check the address');
    expect(error.message).toBe('Cannot map the port; check the address');
    expect(error.advice).toBe('check the address');
  });
});

describe('isNatPmpError', () => {
  test('isNatPmpError recognises its own errors and those of another copy of the package', () => {
    const foreign = Object.assign(new Error('x'), { name: 'NatPmpError', code: 'NATPMP_TIMEOUT' });
    expect(isNatPmpError(new NatPmpError('NATPMP_TIMEOUT', 'x', 'y'))).toBe(true);
    expect(isNatPmpError(foreign)).toBe(true);
  });

  test.each([
    undefined,
    'NATPMP_TIMEOUT',
    new Error('x'),
    { name: 'NatPmpError', code: 'NATPMP_TIMEOUT' },
    Object.assign(new Error('x'), { name: 'NatPmpError', code: 'OTHER' }),
    Object.assign(new Error('x'), { name: 'NatPmpError', code: 'toString' }),
    Object.assign(new Error('x'), { code: 'NATPMP_TIMEOUT' }),
  ])('isNatPmpError refuses %s', (value) => {
    expect(isNatPmpError(value)).toBe(false);
  });

  test('isNatPmpError narrows to one code in a switch', () => {
    const error: unknown = new NatPmpError('NATPMP_RATE_LIMITED', 'x', 'y', {
      retryAfterSeconds: 5,
    });
    if (!isNatPmpError(error)) throw error;
    switch (error.code) {
      case 'NATPMP_RATE_LIMITED':
        expect(error.retryAfterSeconds).toBe(5);
        break;
      default:
        expect.fail('another code');
    }
  });
});
