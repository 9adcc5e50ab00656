import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { allowedPorts, isAllowed } from './allowed-ports.ts';

test.each([
  ['1024-65535', [1024, 6881, 65_535], [1, 80, 1023]],
  ['80, 443,6881-6999', [80, 443, 6881, 6999], [81, 6880, 7000]],
  ['7001', [7001], [7000, 7002]],
])('ALLOWED_PORTS=%s allows %j and not %j', (text, inside, outside) => {
  const ranges = v.parse(allowedPorts, text);
  expect(inside.map((port) => isAllowed(port, ranges))).not.toContain(false);
  expect(outside.map((port) => isAllowed(port, ranges))).not.toContain(true);
});

test.each([
  '',
  '0',
  '0-80',
  '65536',
  '99999',
  '90-80',
  '80-',
  '-80',
  '080',
  '80;81',
  '80,',
  'all',
  '1-2-3',
])('ALLOWED_PORTS=%j is refused', (text) => {
  expect(v.safeParse(allowedPorts, text).success).toBe(false);
});

test('any ports and ranges allow exactly what is in them', () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  const range = fc.tuple(port, port).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(fc.array(range, { minLength: 1 }), port, (ranges, asked) => {
      const text = ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`));
      const allowed = isAllowed(asked, v.parse(allowedPorts, text.join()));
      expect(allowed).toBe(ranges.some(([first, last]) => first <= asked && asked <= last));
    }),
  );
});
