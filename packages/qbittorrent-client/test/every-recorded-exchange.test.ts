import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RECORDED_VERSIONS, recordedExchanges } from './recorded-exchange.ts';

const folder = new URL('replay/', import.meta.url);
const files = readdirSync(folder).map((name) => new URL(name, folder));
const sources = [...files, new URL('recorded-exchanges.test.ts', import.meta.url)];
const replayed = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

test('every recorded exchange is replayed, but for those that the client never has', () => {
  const names = RECORDED_VERSIONS.flatMap(recordedExchanges).map(({ name }) => name);
  const others = new Set(names.filter((name) => !replayed.includes(`'${name}'`)));
  expect([...others].toSorted()).toEqual([
    // Basic authentication: only 5.2 knows it.
    'basic-bad',
    'basic-ok',
    // With a key there is no session to begin or to end: nothing is sent.
    'bearer-login',
    'bearer-logout',
    // Methods that no endpoint has.
    'cors-preflight',
    'head',
    // A login goes without the cookie, since with one every password is good.
    'login-bad-while-session',
    // The password of the one before, another time.
    'login-good-again',
    'options',
    'put',
    // A body of JSON, which qBittorrent does not read.
    'setPreferences-json-ctype',
  ]);
});
