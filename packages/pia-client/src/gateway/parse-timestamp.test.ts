import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTimestamp } from './parse-timestamp.ts';

test.each([
  ['2023-11-08T14:20:08.551108225Z', '2023-11-08T14:20:08.551Z'],
  ['2023-11-08T14:20:08Z', '2023-11-08T14:20:08.000Z'],
  ['2023-11-08T14:20:08.5Z', '2023-11-08T14:20:08.500Z'],
  ['2023-11-08T16:20:08.551108225+02:00', '2023-11-08T14:20:08.551Z'],
  ['2023-11-08t14:20:08z', '2023-11-08T14:20:08.000Z'],
])('parseTimestamp() reads %s', (text, expected) => {
  expect(new Date(parseTimestamp(text) ?? Number.NaN).toISOString()).toBe(expected);
});

test.each([['yesterday'], ['2023-11-08'], ['2023-13-08T14:20:08Z'], [''], [1699453208], [null]])(
  'parseTimestamp() does not accept %s as a time',
  (value) => {
    expect(parseTimestamp(value)).toBeUndefined();
  },
);

test('parseTimestamp() drops any number of digits after the milliseconds', () => {
  const dates = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
  fc.assert(
    fc.property(dates, fc.stringMatching(/^\d{0,6}$/), (date, digits) => {
      const text = date.toISOString().replace('Z', `${digits}Z`);
      expect(parseTimestamp(text)).toBe(date.getTime());
    }),
  );
});
