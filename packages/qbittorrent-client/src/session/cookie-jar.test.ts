import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { CookieJar } from './cookie-jar.ts';

const NOW = Date.parse('2026-11-21T03:00:00Z');

function accept(jar: CookieJar, cookies: string | readonly string[], date?: string): void {
  jar.accept({ status: 200, headers: { 'set-cookie': cookies, date }, body: '' }, NOW);
}

describe('CookieJar', () => {
  test('CookieJar sends nothing before a cookie came', () => {
    const jar = new CookieJar();
    jar.accept({ status: 200, headers: {}, body: '' }, NOW);
    expect(jar.header(NOW)).toBeUndefined();
  });

  test('CookieJar keeps several cookies, from an array or one string', () => {
    const jar = new CookieJar();
    accept(jar, ['a=1', 'b=2']);
    accept(jar, 'c=3');
    expect(jar.header(NOW)).toBe('a=1; b=2; c=3');
  });

  test('CookieJar keeps 50 cookies at most, those that came first, and refreshes them', () => {
    const jar = new CookieJar();
    for (let number = 0; number < 60; number += 1) accept(jar, `c${number}=1`);
    accept(jar, 'c49=2');
    expect(jar.header(NOW)?.split('; ')).toHaveLength(50);
    expect(jar.header(NOW)).toMatch(/^c0=1; .*; c49=2$/);
  });

  test('CookieJar replaces a cookie that is refreshed', () => {
    const jar = new CookieJar();
    accept(jar, 'a=1; max-age=10');
    accept(jar, 'a=2; max-age=20');
    expect(jar.header(NOW + 15_000)).toBe('a=2');
  });

  test('CookieJar drops a cookie when it has expired', () => {
    const jar = new CookieJar();
    accept(jar, 'a=1; max-age=10');
    expect(jar.header(NOW + 9_999)).toBe('a=1');
    expect(jar.header(NOW + 10_000)).toBeUndefined();
  });

  test('CookieJar deletes a cookie when the server says so', () => {
    const jar = new CookieJar();
    accept(jar, ['a=1', 'b=2', 'c=3']);
    accept(jar, ['a=; expires=Fri, 20-Nov-2026 03:05:31 GMT; path=/', 'b=; max-age=0']);
    expect(jar.header(NOW)).toBe('c=3');
  });

  test('CookieJar works with a clock that is hours off: the Date of the server counts', () => {
    const jar = new CookieJar();
    const expires = 'a=1; expires=Sat, 21-Nov-2020 04:00:00 GMT';
    accept(jar, expires, 'Sat, 21 Nov 2020 03:00:00 GMT');
    expect(jar.header(NOW + 3_599_999)).toBe('a=1');
    expect(jar.header(NOW + 3_600_000)).toBeUndefined();
  });

  test('CookieJar shows nothing to inspect() and JSON', () => {
    const jar = new CookieJar();
    accept(jar, 'SID=secret');
    expect(inspect(jar, { depth: 9, showHidden: true }) + JSON.stringify(jar)).not.toContain(
      'secret',
    );
  });

  test('CookieJar forgets all', () => {
    const jar = new CookieJar();
    accept(jar, 'a=1');
    jar.clear();
    expect(jar.header(NOW)).toBeUndefined();
  });
});
