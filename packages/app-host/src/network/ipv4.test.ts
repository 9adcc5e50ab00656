import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIpv4, networkOf, parseIpv4 } from './ipv4.ts';

const number32 = fc.integer({ min: 0, max: 0xffffffff });

describe('ipv4', () => {
  test('ipv4 parses the addresses that it formats', () => {
    fc.assert(fc.property(number32, (value) => parseIpv4(formatIpv4(value)) === value));
  });

  test('ipv4 refuses a text that is not a dotted address', () => {
    for (const text of [
      '',
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.1/8',
      '1.2.3.4.5',
      '::1',
    ]) {
      expect(parseIpv4(text)).toBeUndefined();
    }
  });

  test('ipv4 keeps the prefix of an address and clears the rest', () => {
    fc.assert(
      fc.property(number32, fc.integer({ min: 0, max: 32 }), (value, prefixLength) => {
        const size = 2 ** (32 - prefixLength);
        expect(networkOf(value, prefixLength)).toBe(value - (value % size));
      }),
    );
  });
});
