import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ipv4 } from './ipv4.ts';

test('an IPv4 address is four numbers from 0 to 255 and nothing else', () => {
  const octet = fc.nat(255);
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => v.is(ipv4, octets.join('.'))),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '.', '\n', '/', ' ', ';') }), (text) => {
      if (v.is(ipv4, text)) expect(text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    }),
  );
});
