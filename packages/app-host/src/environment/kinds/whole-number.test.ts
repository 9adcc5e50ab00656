import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { portNumber, wholeNumber, wholeSeconds } from './whole-number.ts';

test('every port from 1 to 65535 is accepted in its plain decimal form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => {
      expect(v.parse(portNumber, String(port))).toBe(port);
    }),
  );
});

test.each(['', '0', '65536', '06881', ' 6881', '6881 ', '+1', '-1', '1.0', '1e3', '0x50', '٣'])(
  'the port %j is refused',
  (text) => {
    expect(v.is(portNumber, text)).toBe(false);
  },
);

test('the bounds of a number are included', () => {
  const schema = wholeNumber({ min: 0, max: 10 });
  expect(v.parse(schema, '0')).toBe(0);
  expect(v.parse(schema, '10')).toBe(10);
  expect(v.is(schema, '11')).toBe(false);
});

test('more seconds than a timer can wait are refused', () => {
  expect(v.is(wholeSeconds({ min: 1 }), '2147483')).toBe(true);
  expect(v.is(wholeSeconds({ min: 1 }), '2147484')).toBe(false);
});

test('the message about a number out of bounds names the bounds, not what was given', () => {
  const result = v.safeParse(wholeSeconds({ min: 1, max: 900 }), 'hunter2');
  expect(result.issues?.map((issue) => issue.message)).toEqual([
    'must be a whole number of seconds from 1 to 900, in digits without a leading zero',
  ]);
});
