import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSetCookie } from './set-cookie.ts';

const NOW = Date.parse('2026-11-21T03:04:56Z');

describe('parseSetCookie', () => {
  test('parseSetCookie reads the cookie of qBittorrent 4.5', () => {
    expect(parseSetCookie('SID=VU1A+s/h78; HttpOnly; path=/; SameSite=Strict', NOW)).toEqual({
      name: 'SID',
      value: 'VU1A+s/h78',
      lifetimeMs: undefined,
    });
  });

  test('parseSetCookie counts the expiry of qBittorrent 5.2 from the time of the server', () => {
    const header = 'QBT_SID_1=/K=; HttpOnly; SameSite=Lax; expires=Sat, 21-Nov-2026 04:04:56 GMT';
    expect(parseSetCookie(header, NOW)).toEqual({
      name: 'QBT_SID_1',
      value: '/K=',
      lifetimeMs: 3_600_000,
    });
  });

  test('parseSetCookie prefers Max-Age to Expires', () => {
    const header = 'a=b; Max-Age=5; Expires=Sat, 21-Nov-2026 04:04:56 GMT';
    expect(parseSetCookie(header, NOW)?.lifetimeMs).toBe(5000);
  });

  test('parseSetCookie ignores attributes that make no sense', () => {
    expect(
      parseSetCookie('a=b; max-age=soon; expires=later; =;;', NOW)?.lifetimeMs,
    ).toBeUndefined();
  });

  test.each(['', '=value', 'no equals sign', 'a\r\nb=c', 'a=b\x00', 'a=€'])(
    'parseSetCookie refuses %j',
    (header) => {
      expect(parseSetCookie(header, NOW)).toBeUndefined();
    },
  );

  test('parseSetCookie keeps name and value of any cookie, whatever the attributes', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);
    const value = fc.stringMatching(/^[A-Za-z0-9+/=_"%-]{0,40}$/);
    fc.assert(
      fc.property(token, value, fc.array(fc.string()), (name, text, attributes) => {
        const cookie = parseSetCookie([`${name}=${text}`, ...attributes].join(';'), NOW);
        expect(cookie).toMatchObject({ name, value: text });
      }),
    );
  });

  test('parseSetCookie never returns what could not be sent in a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (header) => {
        const cookie = parseSetCookie(header, NOW);
        expect(/[\r\n\0;]/.test(`${cookie?.name}=${cookie?.value}`)).toBe(false);
      }),
    );
  });
});
