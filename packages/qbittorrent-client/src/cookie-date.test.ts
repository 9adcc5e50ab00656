import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCookieDate } from './cookie-date.ts';

describe('parseCookieDate', () => {
  it.each([
    ['Sat, 21-Nov-2026 04:04:56 GMT', '2026-11-21T04:04:56Z'],
    ['Sat, 21 Nov 2026 03:04:56 GMT', '2026-11-21T03:04:56Z'],
    ['Thu Jan  1 00:00:01 1970', '1970-01-01T00:00:01Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Wed, 01-Jan-31 00:00:00 GMT', '2031-01-01T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseCookieDate(text)).toBe(Date.parse(iso));
  });

  it.each([
    '',
    'never',
    '31-Feb-2026 00:00:00',
    '21-Nov-2026',
    '21-Nov-2026 24:00:00',
    '21-Nov-1600 00:00:00',
    '00-Nov-2026 00:00:00',
  ])('refuses "%s"', (text) => {
    expect(parseCookieDate(text)).toBeUndefined();
  });

  it('reads back whatever toUTCString writes, with blanks or hyphens', () => {
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

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCookieDate(text)));
  });
});
