import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4, networkOf, parseIpv4 } from './ipv4.ts';

const number32 = fc.integer({ min: 0, max: 0xffffffff });

describe('ipv4', () => {
  it('reads back what it formats', () => {
    fc.assert(fc.property(number32, (value) => parseIpv4(formatIpv4(value)) === value));
  });

  it('refuses what is not a dotted address', () => {
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

  it('keeps the prefix and clears the rest', () => {
    fc.assert(
      fc.property(number32, fc.integer({ min: 0, max: 32 }), (value, prefixLength) => {
        const size = 2 ** (32 - prefixLength);
        expect(networkOf(value, prefixLength)).toBe(value - (value % size));
      }),
    );
  });
});
