import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCookieDate } from './cookie-date.ts';

describe('parseCookieDate', () => {
  test.each([
    ['Sat, 21-Nov-2026 04:04:56 GMT', '2026-11-21T04:04:56Z'],
    ['Sat, 21 Nov 2026 03:04:56 GMT', '2026-11-21T03:04:56Z'],
  ])('parseCookieDate reads %s', (text, iso) => {
    expect(parseCookieDate(text)).toBe(Date.parse(iso));
  });

  test.each([
    '',
    'never',
    '0',
    '-1',
    'Sat, 99-Nov-2026 04:04:56 GMT',
    '21 Nov 2026 04:04:56',
    'Thu Jan  1 00:00:01 1970',
  ])('parseCookieDate refuses "%s"', (text) => {
    expect(parseCookieDate(text)).toBeUndefined();
  });

  test('parseCookieDate reads back whatever toUTCString writes, with spaces or hyphens', () => {
    const dates = fc.date({
      min: new Date('1601-01-02'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, fc.boolean(), (date, hyphens) => {
        const whole = Math.floor(date.getTime() / 1000) * 1000;
        const text = new Date(whole).toUTCString();
        const written = hyphens ? text.replace(/(\d+) (\w+) (\d+)/, '$1-$2-$3') : text;
        expect(parseCookieDate(written)).toBe(whole);
      }),
    );
  });

  test('parseCookieDate never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCookieDate(text)));
  });
});
